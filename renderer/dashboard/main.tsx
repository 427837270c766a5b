import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { ButtonTooltips } from '../ui/button-tooltips.tsx';
import { createToasts } from '../ui/toast.tsx';
import { App } from './app.tsx';
import { NothingToShow } from './broken.tsx';
import { ToastsContext } from './call.ts';
import { desktop } from './desktop.ts';
import { FirstPaint } from './first-paint.tsx';
import { followMain } from './store.ts';
import { StoreContext } from './use-dashboard.ts';

const place = document.querySelector('#root');
if (!place) throw new Error('index.html has no #root');
const root = createRoot(place);
const toasts = createToasts();

root.render(<FirstPaint />);
const store = await followMain(desktop, (run) => {
  requestAnimationFrame(run);
});
if (!store.ok) {
  root.render(<NothingToShow />);
  throw new Error(store.fault.detail);
}

root.render(
  <StrictMode>
    {/* the content security policy refuses <style> elements; what they would say is in our own files */}
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <StoreContext.Provider value={store.value}>
          <ToastsContext.Provider value={toasts}>
            <App />
            <ButtonTooltips />
          </ToastsContext.Provider>
        </StoreContext.Provider>
      </Tooltip.Provider>
    </CSPProvider>
  </StrictMode>,
);
