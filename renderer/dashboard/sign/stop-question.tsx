export const StopQuestion = () => null;
