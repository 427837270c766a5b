import { useEffect, useState } from 'react';

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Takes files that are dropped anywhere on the page; answers whether some are above it. */
export function useDrop(onFiles: (files: File[]) => void): boolean {
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
      const files = filesOf(event.dataTransfer);
      if (files.length > 0) onFiles(files);
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

/** The files of a drop or a paste; folders are left out, they cannot be read as one. */
export function filesOf(transfer: DataTransfer | null): File[] {
  const items = Array.from(transfer?.items ?? []).filter(({ kind }) => kind === 'file');
  const files = items
    .filter((item) => item.webkitGetAsEntry()?.isDirectory !== true)
    .map((item) => item.getAsFile());
  return items.length > 0 ? files.filter((file) => file !== null) : Array.from(transfer?.files ?? []);
}
