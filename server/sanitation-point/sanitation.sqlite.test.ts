import { newSqlite } from '../access/test-databases.ts';
import { bookSuite } from './book-suite.ts';
import { importSuite } from './import-suite.ts';
import { indexSuite } from './index-suite.ts';

bookSuite('SQLite', newSqlite);
indexSuite('SQLite, scores', newSqlite);
importSuite('SQLite, sheets', newSqlite);
