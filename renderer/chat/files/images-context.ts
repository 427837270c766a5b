import { createContext } from 'react';
import type { FileRecord } from '../core/model.ts';

/** The images that are here, oldest first: asked for when one is opened. */
export const ImagesContext = createContext<{ list: () => readonly FileRecord[] }>({ list: () => [] });
