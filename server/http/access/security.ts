import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { OriginPolicy } from './origin-policy.ts';
import { PAGE_STYLE_SOURCE } from '../web-app/page-style.ts';

/** Of our own pages. Files that people sent have a policy of their own. */
const CONTENT_SECURITY_POLICY = {
  // whatever is not named below does not load, script above all
  'default-src': ["'none'"],
  // the pages' one style sheet and nothing that might be written into them
  'style-src': [PAGE_STYLE_SOURCE],
  // the tab's icon
  'img-src': ["'self'"],
  // a <base> would bend every link
  'base-uri': ["'none'"],
  // there is no form here; an injected one could send elsewhere
  'form-action': ["'none'"],
  // in nobody's frame, so nobody's clicks are borrowed
  'frame-ancestors': ["'none'"],
  // no upgrade-insecure-requests: on http://192.168.1.5 it stops everything
};

/** Headers that make browsers careful, in the form that works on plain http and on a bare address. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    xFrameOptions: { action: 'deny' },
    // without https these three do nothing, or harm: browsers ignore them with a warning, or pin https for
    // this name
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}

/** Refuses a Host that is not ours (DNS rebinding), on every route. */
export function checkHost(policy: OriginPolicy): RequestHandler {
  return (request, _response, next) => {
    next(policy.checkHost(request.headers.host));
  };
}

/** Refuses pages of other sites, on every route. */
export function checkOrigin(policy: OriginPolicy): RequestHandler {
  return (request, _response, next) => {
    next(policy.checkOrigin(request.headers.origin, request.headers.host));
  };
}

/**
 * Tells browsers that a page which passed the Origin check may read the answers: a legacy client's page lies on
 * another port. The value is also what Socket.IO takes as its `cors`. No credentials: nothing here lives in a
 * cookie of another origin's page.
 */
export function corsOptions(policy: OriginPolicy): cors.CorsOptionsDelegate {
  return ({ headers }, decide) => {
    const isAllowed = headers.origin !== undefined && !policy.checkOrigin(headers.origin, headers.host);
    decide(null, {
      // a list, even an empty one, also says `Vary: Origin`, so that no cache gives one page's answer to
      // another
      origin: isAllowed || [],
      methods: ['GET', 'HEAD', 'POST'],
      exposedHeaders: [
        'Accept-Ranges',
        'Content-Disposition',
        'Content-Length',
        'Content-Range',
        'ETag',
        'Has-More',
        'Retry-After',
      ],
      // a preflight a day is enough, browsers cut it to two hours
      maxAge: 86_400,
    });
  };
}

/** The CORS headers, and the answers to preflights. */
export function crossOrigin(policy: OriginPolicy): RequestHandler {
  return cors(corsOptions(policy));
}
