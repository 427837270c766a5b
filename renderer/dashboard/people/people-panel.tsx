export const PeoplePanel = () => null;
