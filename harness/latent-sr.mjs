#!/usr/bin/env node
import { build } from './setup.mjs';

build();
await import('../.build/harness/main.js');
