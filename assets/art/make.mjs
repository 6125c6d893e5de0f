// Writes pictures/NAME.svg from art.mjs. No packages: node assets/art/make.mjs
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as a from './art.mjs';

const here = new URL('pictures/', import.meta.url);
const { things: t } = a;
const days = n => Array.from({ length: 15 }, (_, i) => [i % 5, Math.floor(i / 5)]).filter(([i, j]) => n === 15 || (n === 2 ? (i === 1 && j === 0) || (i === 3 && j === 2) : (i + j) % 2 === 0));

/** @type {Record<string, string>} 160 by 160 */
const pictures = {
  'glass-0': a.glass(0), 'glass-1': a.glass(.27), 'glass-2': a.glass(.5), 'glass-3': a.glass(.72), 'glass-4': a.glass(.93),
  'thumbs-up': a.thumb('up'), 'thumbs-middle': a.thumb('side'), 'thumbs-down': a.thumb('down'),
  'face-1': a.face(-1), 'face-2': a.face(-.5), 'face-3': a.face(0), 'face-4': a.face(.5), 'face-5': a.face(1),
  'talk-alone': t.talk(), 'my-home': t.house(), phone: t.phone(), write: t.letter(), draw: t.draw(), 'do-things': t.play(),
  'someone-i-trust': t.trust(), 'group-of-us': t.group(), 'ask-again': t.ask(), meeting: t.meeting(), 'people-i-live-with': t.live(), 'something-else': t.other(),
  'age-4-7': a.ages['4-7'](), 'age-8-11': a.ages['8-11'](), 'age-12-15': a.ages['12-15'](), 'age-16-over': a.ages['16-over'](),
  'home-foster': t.foster(), 'home-children': t.childrens(), 'home-family': t.family(), 'home-school': t.school(), 'home-own': t.own(),
  'more-often': a.calendar(days(15)), 'just-right': a.calendar(days(8)), 'less-often': a.calendar(days(2)),
  yes: t.yes(), no: t.no(),
  'helped-nobody': t.nobody(), 'helped-chosen': t.chosen(), 'helped-staff': t.staff(), 'helped-carer': t.carer(), 'helped-interpreter': t.interpreter(),
  'dont-know': t.dunno(), 'not-say': t.blank(), skip: t.skip(),
  calendar: a.calendar([[1, 1], [2, 1]]), 'words-short': t.book(2), 'words-long': t.book(6), envelope: t.envelope(),
  pictures: t.pictures(), spoken: t.spoken(), signed: t.signed(), now: t.now(), later: t.later(),
  'way-words': t.words(), 'dont-understand': t.puzzled(),
  ...Object.fromEntries(Object.entries(a.locks).map(([name, draw]) => [`lock-${name}`, draw()])),
};
// Adults at an event, of whom an officer chooses who is most alike: src/domain/adult.rs names them.
const adult = of => a.g(80, 60, 1.16, a.bust({ w: 78, h: 98, m: .6, ...of }));
Object.assign(pictures, {
  'adult-bun': adult({ ...a.cast.amina }), 'adult-bob': adult({ ...a.cast.sw }), 'adult-scarf': adult({ ...a.cast.scarf, lanyard: true }),
  'adult-curls': adult({ skin: 's3', hair: 'curls', hc: 's1', top: 'c-gold' }), 'adult-beard': adult({ ...a.cast.joe }),
  'adult-short': adult({ skin: 's2', hair: 'short', hc: 'c-ink', top: 'c-sky', weave: 'zip' }), 'adult-afro': adult({ ...a.cast.afro, glasses: true, top: 'c-sea' }),
  'adult-grey': adult({ skin: 's3', hair: 'crop', hc: 'c-pale', top: 'c-dusk', glasses: true }),
});
/** @type {Record<string, [string, string]>} */
const scenes = {
  sofa: ['0 0 380 230', a.sofa({ adult: { ...a.cast.joe, top: 'c-gold' }, kid: a.cast.puffs })],
  'sofa-older': ['0 0 380 230', a.sofa({ adult: { ...a.cast.sw, top: 'c-coral' }, kid: { ...a.cast.scarf }, teen: true })],
  group: ['0 0 440 266', a.group()],
  'post-box': ['0 0 440 660', a.postbox()],
  break: ['0 0 380 230', a.rest()], alone: ['0 0 380 230', a.alone()], talk: ['0 0 380 230', a.talking()],
};
/** @type {Record<string, keyof typeof a.icon>} 32 by 32 */
const icons = {
  listen: 'listen', help: 'help', hide: 'hide', back: 'back', next: 'next', look: 'aa', tick: 'tick', phone: 'phone', no: 'no', clock: 'clock',
  speak: 'speak', stop: 'stop', pause: 'pause', more: 'more', less: 'less', word: 'word', language: 'language', check: 'check', switch: 'switch',
};
// What points along the line of reading turns round on a page that is read from the right.
const turned = ['icon-back', 'icon-next', 'icon-speak', 'icon-listen', 'icon-word', 'dont-understand', 'dont-know', 'skip'];
const turn = (name, cls) => turned.includes(name) ? `${cls} turn` : cls;

// One path where the kit writes two or three over one another without a shift; short numbers.
const whole = s => s.replace(/(?<![\w.])-?\d*\.?\d+/g, n => String(Math.round(+n * 10) / 10).replace(/^(-?)0\./, '$1.'));
function small(svg) {
  return svg
    // a shift of a unit or two does not show at the size of a head: print it true, in one path
    .replace(/<path class="k" d="([^"]+)"\/><path class="f ([^"]+)" d="\1" transform="translate\(([-\d.]+) ([-\d.]+)\)"\/><path class="l( t)?" d="\1"\/>/g,
      (all, d, c, x, y, thin) => Math.max(Math.abs(x), Math.abs(y)) > 1.5 ? all : `<path class="l${thin ?? ''} ${c}" d="${d}"/>`)
    .replace(/<path class="k" d="([^"]+)"\/><path class="f ([^"]+)" d="\1"\/><path class="l( t)?" d="\1"\/>/g, '<path class="l$3 $2" d="$1"/>')
    .replace(/<path class="k" d="([^"]+)"\/><path class="l( t)?" d="\1"\/>/g, '<path class="l$2 k" d="$1"/>')
    .replace(/<path class="l ([^"]*) *" d/g, (_, c) => `<path class="${['l', ...c.trim().split(/\s+/).filter(Boolean)].join(' ')}" d`)
    .replace(/class="l "/g, 'class="l"')
    .replace(/ (d|transform|cx|cy|r)="([^"]*)"/g, (_, n, v) => ` ${n}="${v.replace(/-?\d+\.\d+/g, x => whole(x)).replace(/ -/g, '-').replace(/([A-Za-z(]) /g, '$1')}"`);
}

rmSync(here, { recursive: true, force: true });
mkdirSync(here, { recursive: true });
const write = (name, box, cls, body) => writeFileSync(new URL(`${name}.svg`, here), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" class="${cls}" aria-hidden="true" focusable="false">${small(body)}</svg>\n`);
for (const [name, body] of Object.entries(pictures)) write(name, '0 0 160 160', turn(name, 'art'), body);
for (const [name, [box, body]] of Object.entries(scenes)) write(name, box, 'art', body);
for (const [name, key] of Object.entries(icons)) write(`icon-${name}`, '0 0 32 32', turn(`icon-${name}`, 'art icon'), a.icon[key]);
