export const Poster = () => null;
