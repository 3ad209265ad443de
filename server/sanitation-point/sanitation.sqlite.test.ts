import { newSqlite } from '../access/test-databases.ts';
import { bookSuite } from './book-suite.ts';

bookSuite('SQLite', newSqlite);
