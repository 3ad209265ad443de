import { newSqlite, newSqlitePlace } from '../access/test-databases.ts';
import { bulletinPropertySuite } from './bulletin-property-suite.ts';
import { bulletinSuite } from './bulletin-suite.ts';

bulletinSuite('SQLite', newSqlitePlace);
bulletinPropertySuite('SQLite, whatever people do', newSqlite, 25);
