import { serveTasks } from '../../worker-pool.ts';
import { catalogueScorer } from './task-scorer.ts';

/** The thread of {@link scorersOf}: answers each task with its score, or with what is wrong with it. */
serveTasks(catalogueScorer);
