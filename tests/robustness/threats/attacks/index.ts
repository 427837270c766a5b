import type { Attack } from '../attack.ts';
import { COMING_IN } from './coming-in.ts';
import { READING } from './reading.ts';
import { SENDING } from './sending.ts';

export const ATTACKS: readonly Attack[] = [...READING, ...COMING_IN, ...SENDING];
