// Main's texts by language.
import type { Language } from '../ipc/contract.ts';
import { de } from './de.ts';
import { en, type Texts } from './en.ts';

export type { Texts } from './en.ts';

export const texts: Readonly<Record<Language, Texts>> = { en, de };
