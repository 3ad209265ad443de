import { emergenciesSuite } from './emergencies-suite.ts';

emergenciesSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));
