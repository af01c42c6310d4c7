import * as parameterisation from '../../../harness/diffusion/parameterisation.ts';
import { createSchedule } from '../../../harness/diffusion/schedule.ts';
import { everySchedule, parameterisations } from './every-schedule.ts';

describe('every noise schedule', () => everySchedule(createSchedule));

describe('parameterisations', () => parameterisations(parameterisation));
