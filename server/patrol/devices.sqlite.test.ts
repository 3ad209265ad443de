import { deviceSuite } from './device-suite.ts';

deviceSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));
