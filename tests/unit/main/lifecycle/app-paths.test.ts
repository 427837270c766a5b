// Where everything lies: installed, from a checkout, and in a given folder.
import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import { test } from 'node:test';
import { findPaths } from '../../../../main/lifecycle/app-paths.ts';

const path = (...parts: string[]) => join(sep, ...parts);

test('installed: everything in the app-data folder', () => {
  assert.deepEqual(
    findPaths({
      build: path('opt', 'Lanline', 'resources', 'app.asar'),
      isPackaged: true,
      userData: path('home', 'anna', '.config', 'Lanline'),
      givenUserData: '',
    }),
    {
      build: path('opt', 'Lanline', 'resources', 'app.asar'),
      userData: path('home', 'anna', '.config', 'Lanline'),
      data: path('home', 'anna', '.config', 'Lanline', 'data'),
      logs: path('home', 'anna', '.config', 'Lanline', 'logs'),
    },
  );
});

test('from a checkout: data beside the sources, the rest apart from an installed app’s', () => {
  const paths = findPaths({
    build: path('src', 'lanline', 'out', 'abc'),
    isPackaged: false,
    userData: path('config', 'Lanline'),
    givenUserData: '',
  });
  assert.equal(paths.checkout, path('src', 'lanline'));
  assert.equal(paths.data, path('src', 'lanline', 'data'));
  assert.equal(paths.userData, path('config', 'Lanline-checkout'));
});

test('a given folder may be relative: it is meant from where the app was started', () => {
  assert.equal(
    findPaths({
      build: path('unpacked'),
      isPackaged: true,
      userData: path('config'),
      givenUserData: join('some', 'where'),
    }).userData,
    join(process.cwd(), 'some', 'where'),
  );
});

test('a given folder is taken as it is', () => {
  const given = path('tmp', 'x');
  assert.equal(
    findPaths({
      build: path('src', 'out', 'abc'),
      isPackaged: false,
      userData: path('config'),
      givenUserData: given,
    }).userData,
    given,
  );
  assert.equal(
    findPaths({ build: path('unpacked'), isPackaged: false, userData: path('config'), givenUserData: given })
      .data,
    join(given, 'data'),
  );
});
