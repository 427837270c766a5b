import { client } from './start-client.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { App } from './app.tsx';
import { ClientContext } from './use-chat.ts';

const place = document.querySelector('#root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(
  <StrictMode>
    <ClientContext value={client}>
      <App />
    </ClientContext>
  </StrictMode>,
);
