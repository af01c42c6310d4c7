import { serveTasks } from '../../../worker-pool.ts';
import { pairReadings } from './pair-readings.ts';

/** A thread of the search: answers each pair with its readings under all conventions. */
serveTasks(pairReadings);
