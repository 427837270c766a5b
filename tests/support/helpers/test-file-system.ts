// The file system of the store's tests: this machine's, or the same as Windows has it. `npm run test:unit` runs
// them in both.
import { nodeFileSystem, type FileSystem } from '../../../server/store/files/file-system.ts';
import { windowsFileSystem } from './windows-file-system.ts';

export const isAsOnWindows = process.env['LANLINE_TEST_FILES'] === 'windows';

export const testFileSystem: FileSystem = isAsOnWindows ? windowsFileSystem() : nodeFileSystem;
