import { newSqlite } from '../access/test-databases.ts';
import { bulletinPropertySuite } from './bulletin-property-suite.ts';
import { bulletinSuite } from './bulletin-suite.ts';

bulletinSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));
bulletinPropertySuite('SQLite, whatever people do', newSqlite, 25);
