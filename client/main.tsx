/** Starts the page that the address names. Each role has one place where it works; `/` leads there. */
import '@fontsource-variable/noto-sans-sc';
import './design/tokens.css';
import { lazy, type ReactNode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { goHome } from './access/home-page.ts';
import { createSession } from './access/session.ts';
import { SignInPage } from './access/sign-in-page.tsx';
import { targetPage } from './access/target-page.ts';
import { say } from './wording/wording.ts';

// A wall loads nothing of the desks, and the other way round.
const WallPage = lazy(async () => ({ default: (await import('./wall/wall-page.tsx')).WallPage }));
const ConsolePage = lazy(async () => ({ default: (await import('./console/console-page.tsx')).ConsolePage }));

const FieldPage = lazy(async () => ({ default: (await import('./field/field-page.tsx')).FieldPage }));
const PlanningPage = lazy(async () => ({ default: (await import('./planning/planning-page.tsx')).PlanningPage }));
const AdminPage = lazy(async () => ({ default: (await import('./admin/admin-page.tsx')).AdminPage }));

function page(): ReactNode {
  const { pathname, search } = window.location;
  switch (pathname) {
    case '/sign-in':
      return <SignInPage session={createSession()} onSignedIn={() => window.location.assign(targetPage(search))} />;
    case '/':
      void goHome(createSession(), window.location);
      return null;
    case '/console':
      return <ConsolePage />;
    case '/planning':
      return <PlanningPage />;
    case '/field':
      return <FieldPage />;
    case '/admin':
      return <AdminPage />;
    default:
      return <WallPage />;
  }
}

document.title = say('product.name');
createRoot(document.getElementById('root')!).render(<Suspense>{page()}</Suspense>);
