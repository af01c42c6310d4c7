import './diffusion/schedules.ts';
import './diffusion/samplers.ts';
import './diffusion/trajectories.ts';
import './diffusion/training.ts';
import './diffusion/optimisers.ts';
