import { useEffect, useState } from 'react';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Files that were dropped or pasted, and the names of folders beside them. */
export interface Dropped {
  files: File[];
  folders: string[];
}

/** Takes files that are dropped anywhere on the page; returns whether some are above it. */
export function useDrop(onFiles: (dropped: Dropped) => void): boolean {
  const [isAbove, setIsAbove] = useState(false);
  useEffect(() => {
    // entering a child comes before leaving its parent
    let depth = 0;
    const reset = () => {
      depth = 0;
      setIsAbove(false);
    };
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setIsAbove(true);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth -= 1;
      if (depth <= 0) reset();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      reset();
      const dropped = filesOf(event.dataTransfer);
      if (dropped.files.length + dropped.folders.length > 0) onFiles(dropped);
    };
    document.addEventListener('dragenter', enter);
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragenter', enter);
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [onFiles]);
  return isAbove;
}

/** The files of a drop or a paste. Folders cannot be read as one file, and are named apart. */
export function filesOf(transfer: DataTransfer | null): Dropped {
  const items = Array.from(transfer?.items ?? []).filter(({ kind }) => kind === 'file');
  if (items.length === 0) return { files: Array.from(transfer?.files ?? []), folders: [] };
  const dropped: Dropped = { files: [], folders: [] };
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) dropped.folders.push(entry.name);
    else if (file) dropped.files.push(file);
  }
  return dropped;
}
