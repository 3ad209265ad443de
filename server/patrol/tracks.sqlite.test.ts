import { tracksSuite } from './tracks-suite.ts';

tracksSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));
