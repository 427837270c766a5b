export const LogDrawer = () => null;
