#!/usr/bin/env node
import { setUp } from './setup.mjs';

setUp();
await import('../.build/harness/main.js');
