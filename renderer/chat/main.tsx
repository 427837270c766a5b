import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { App } from './app.tsx';
import { createBrowserClient } from './core/browser.ts';
import { fillInOldBrowsers } from './old-browsers.ts';
import { pageBuild } from './page-build.ts';
import { ClientContext } from './use-chat.ts';

fillInOldBrowsers();
const place = document.querySelector('#root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);

const client = await createBrowserClient(pageBuild(document));
root.render(<StrictMode><ClientContext value={client}><App /></ClientContext></StrictMode>);
