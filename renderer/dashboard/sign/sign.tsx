export const Sign = () => null;
