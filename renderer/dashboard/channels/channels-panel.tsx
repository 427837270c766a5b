export const ChannelsPanel = () => null;
