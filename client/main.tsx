/** Starts the page that the address names. Each role has one place where it works; `/` leads there. */
import '@fontsource-variable/noto-sans-sc';
import './design/tokens.css';
import { createRoot } from 'react-dom/client';
import { createSession } from './access/session.ts';
import { SignInPage } from './access/sign-in-page.tsx';
import { targetPage } from './access/target-page.ts';
import { WallPage } from './wall/wall-page.tsx';
import { say } from './wording/wording.ts';

/** The only place of work there is so far; the console and the planning page will make this a table by role. */
const HOME = '/wall';

function Page() {
  const { pathname, search } = window.location;
  if (pathname === '/sign-in') {
    const goOn = () => window.location.assign(targetPage(search));
    return <SignInPage session={createSession()} onSignedIn={goOn} />;
  }
  if (pathname === '/') {
    window.location.replace(HOME + search);
    return null;
  }
  return <WallPage />;
}

document.title = say('product.name');
createRoot(document.getElementById('root')!).render(<Page />);
