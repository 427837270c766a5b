// The system's dialog for a folder.
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron';
import type { Appearance } from './appearance.ts';
import { texts } from '../texts/index.ts';

export interface FolderDialog {
  appearance: Pick<Appearance, 'language'>;
  showOpenDialog: (options: OpenDialogOptions) => Promise<OpenDialogReturnValue>;
}

/** Returns a function that asks for a folder, in the host's language; it resolves with null if none was chosen. */
export function createFolderDialog({ appearance, showOpenDialog }: FolderDialog) {
  return async (): Promise<string | null> => {
    const { dialogs } = texts[appearance.language];
    const { canceled, filePaths } = await showOpenDialog({
      title: dialogs.chooseFolder,
      buttonLabel: dialogs.choose,
      properties: ['openDirectory', 'createDirectory'],
    });
    return canceled ? null : (filePaths[0] ?? null);
  };
}
