export const SettingsPanel = () => null;
