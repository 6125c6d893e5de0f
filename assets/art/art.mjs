// Sayso art: one line, few inks. Every drawing is made of shape(): a paper knock-out,
// a flat fill printed slightly out of register, and one ink line of constant CSS width.
const r1 = n => +(+n).toFixed(1);
export const OFF = [3, 3];
export function shape(d, c = '', o = {}) {
  const [dx, dy] = o.off ?? OFF;
  const k = o.knock === false ? '' : `<path class="k" d="${d}"/>`;
  const f = c ? `<path class="f ${c}" d="${d}"${dx || dy ? ` transform="translate(${dx} ${dy})"` : ''}/>` : '';
  const l = o.line === false ? '' : `<path class="l${o.thin ? ' t' : ''}" d="${d}"/>`;
  return k + f + (o.inner ?? '') + l;
}
export const line = (d, cls = '') => `<path class="l ${cls}" d="${d}"/>`;
export const dot = (x, y, r, cls = 'c-line') => `<circle class="f ${cls}" cx="${r1(x)}" cy="${r1(y)}" r="${r}"/>`;
export const circle = (x, y, r) => `M${r1(x - r)} ${r1(y)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
export const ellipse = (x, y, a, b) => `M${r1(x - a)} ${r1(y)}a${a} ${b} 0 1 1 ${2 * a} 0a${a} ${b} 0 1 1 ${-2 * a} 0Z`;
export const rrect = (x, y, w, h, r) => `M${r1(x + r)} ${r1(y)}h${r1(w - 2 * r)}a${r} ${r} 0 0 1 ${r} ${r}v${r1(h - 2 * r)}a${r} ${r} 0 0 1 ${-r} ${r}h${r1(-(w - 2 * r))}a${r} ${r} 0 0 1 ${-r} ${-r}v${r1(-(h - 2 * r))}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
export const g = (x, y, s, body, extra = '') => `<g transform="translate(${r1(x)} ${r1(y)})${s !== 1 ? ` scale(${s})` : ''}${extra}">${body}</g>`;

// outline of a soft limb along a quadratic path p0-p1-p2 of width w (offset curves, two arcs)
export function limbPath(p0, p1, p2, w) {
  const h = w / 2;
  const n = (a, b) => { const dx = b[0] - a[0], dy = b[1] - a[1], m = Math.hypot(dx, dy) || 1; return [-dy / m, dx / m]; };
  const n0 = n(p0, p1), n2 = n(p1, p2);
  let mx = n0[0] + n2[0], my = n0[1] + n2[1];
  const k = 2 / (mx * mx + my * my || 2);
  mx *= k; my *= k;
  const at = (p, v, d) => `${r1(p[0] + v[0] * d)} ${r1(p[1] + v[1] * d)}`;
  const m = [mx, my], r = r1(h);
  return `M${at(p0, n0, h)}Q${at(p1, m, h)} ${at(p2, n2, h)}A${r} ${r} 0 0 0 ${at(p2, n2, -h)}Q${at(p1, m, -h)} ${at(p0, n0, -h)}A${r} ${r} 0 0 0 ${at(p0, n0, h)}Z`;
}
export const limb = (p0, p1, p2, w, c, o) => shape(limbPath(p0, p1, p2, w), c, o);

// ---- the one mouth: m from -1 (sad) to +1 (happy) -------------------------
export const mouth = (x, y, w, m) => `M${r1(x - w)} ${r1(y - m * w * .32)}Q${r1(x)} ${r1(y + m * w * 1.05)} ${r1(x + w)} ${r1(y - m * w * .32)}`;
export function face(m, c = 'c-sky') {       // 160 grid, for feelings only
  return shape(circle(80, 80, 58), c, { off: [4, 4] }) + dot(60, 70, 5) + dot(100, 70, 5) + line(mouth(80, 100, 25, m));
}

// ---- people ---------------------------------------------------------------
const SHH = { off: [0, 0] };
const cap = 'M-22.5 3C-28-35 28-35 22.5 3C19-9 10-14 0-17C-10-14-19-9-22.5 3Z';
const HAIR = {
  short: c => ['', shape('M-22.5 2C-28-35 28-35 22.5 2C20-8 15-13 8-13C-2-13-8-9-15-11C-19-10-21-5-22.5 2Z', c)],
  side: c => ['', shape('M-22.5 3C-30-32 10-42 22-18C25-10 24-3 22.5 3C19-7 14-12 4-12C-6-11-16-12-22.5 3Z', c)],
  quiff: c => ['', shape('M-22.5 3C-25-14-25-22-15-27C-14-36 6-42 19-31C28-24 25-8 22.5 3C20-6 18-11 10-13C0-15-8-10-15-12C-19-9-21-4-22.5 3Z', c)],
  bob: c => [shape('M-28 20C-38-40 38-40 28 20C22 27-22 27-28 20Z', c), shape('M-21.5 2C-25-32 25-32 21.5 2C18-9 9-13 3-15C-6-9-15-7-21.5 2Z', c, SHH)],
  long: c => [shape('M-24 54C-38 40-36-36 0-36C36-36 38 40 24 54C18 58 12 50 12 36H-12C-12 50-18 58-24 54Z', c), shape('M-21.5 2C-24-31 24-31 21.5 2C19-7 10-11 4-18C-2-10-15-7-21.5 2Z', c, SHH)],
  bun: c => [shape(circle(0, -35, 12), c), shape('M-22.5 3C-28-35 28-35 22.5 3C18-10 9-14 0-14C-9-14-18-10-22.5 3Z', c)],
  afro: c => [shape('M-34 4C-47-14-35-42-13-43C0-53 25-48 31-36C45-28 45-8 35 6C30 20-28 20-34 4Z', c), shape('M-22.5 4C-30-30 30-30 22.5 4C20-6 12-12 0-12C-12-12-20-6-22.5 4Z', c, SHH)],
  puffs: c => [shape(circle(-26, -21, 14), c) + shape(circle(26, -21, 14), c), shape(cap, c)],
  curls: c => ['', shape('M-23 5C-33 1-33-12-26-15C-31-27-18-35-11-31C-6-41 8-40 11-32C20-36 30-26 26-16C33-12 32 1 23 5C22-4 20-8 15-10C9-8 6-13 1-12C-5-9-10-13-14-9C-19-8-22-3-23 5Z', c)],
  braids: c => [shape(limbPath([-23, 2], [-33, 24], [-27, 50], 12), c) + shape(limbPath([23, 2], [33, 24], [27, 50], 12), c), shape(cap, c)],
  locs: c => [shape('M-29 30C-42-42 42-42 29 30Q25 37 21 30Q17 36 13 28H-13Q-17 36-21 30Q-25 37-29 30Z', c), shape('M-22 3C-25-33 25-33 22 3C19-5 15-8 12-14C8-8 4-12 0-16C-4-12-8-8-12-14C-15-8-19-5-22 3Z', c, SHH)],
  scarf: c => [shape('M0-34C35-34 37 4 30 23C37 32 41 42 42 53Q0 66-42 53C-41 42-37 32-30 23C-37 4-35-34 0-34Z', c), ''],
  crop: c => ['', shape('M-22.5 1C-26-30 26-30 22.5 1C20-9 14-15 0-15C-14-15-20-9-22.5 1Z', c, { off: [1, 1] })],
};
const BEHIND_TORSO = ['long', 'braids', 'locs', 'bob', 'afro'];

export function head(o) {
  const { skin = 's3', hair = 'short', hc = 'c-ink', look = [0, 0], m = .45, glasses, aid, beard } = o;
  const [lx, ly] = look, sc = hair === 'scarf';
  const [back, front] = HAIR[hair](hc);
  let s = o.backDone ? '' : back;
  const ears = !['scarf', 'bob', 'long', 'locs', 'afro'].includes(hair);
  if (ears) s += shape(ellipse(-22, 3, 5, 6.5), skin, { off: [1, 1] }) + shape(ellipse(22, 3, 5, 6.5), skin, { off: [1, 1] });
  s += shape(sc ? ellipse(0, 2, 18.5, 21.5) : ellipse(0, 0, 21.5, 24.5), skin, { off: [1.5, 1.5] });
  if (beard) s += shape('M-21.5 2C-23 35 23 35 21.5 2C20 12 16 18.500 11 19.500C5 21-5 21-11 19.500C-16 18.500-20 12-21.5 2Z', hc, { off: [1, 1] });
  s += `<circle class="ck" cx="${r1(-12 + lx)}" cy="${r1(9 + ly)}" r="4.5"/><circle class="ck" cx="${r1(12 + lx)}" cy="${r1(9 + ly)}" r="4.5"/>`;
  s += front;
  s += dot(-7.5 + lx, 1 + ly, 2.5, 'c-face') + dot(7.5 + lx, 1 + ly, 2.5, 'c-face');
  s += line(mouth(lx, 11.5 + ly, 6.5, m), 't fl');
  if (glasses) s += line(circle(-8.5 + lx, 1 + ly, 7.2), 't fl') + line(circle(8.5 + lx, 1 + ly, 7.2), 't fl') + line(`M${-1.3 + lx} ${1 + ly}h2.6`, 't fl');
  if (aid) s += shape('M21-8C30-11 34 2 29 10C27 13 23 11 24.500 7.500C27 2 26-3 21.500-3.500Z', 'c-sea', { off: [0, 0], thin: true });
  return s;
}
// upper body; (0,0) is the head's centre, shoulders at y 34, hem at y h
export function torso(w = 64, h = 100) {
  const a = w / 2;
  return `M${-a} ${h}V58C${-a} 40 ${r1(-a * .55)} 33 -11 31Q0 41 11 31C${r1(a * .55)} 33 ${a} 40 ${a} 58V${h}Z`;
}
function weave(kind, w, h) {        // quiet printed patterns on clothes
  const a = w / 2; let s = '';
  if (kind === 'stripes') for (let y = 58; y < h - 2; y += 12) s += `<path class="pt" d="M${-a + 2} ${y}H${a - 2}"/>`;
  if (kind === 'spots') for (let j = 0, y = 50; y < h - 4; y += 12, j++) for (let x = -a + 9 + (j % 2 ? 7 : 0); x < a - 5; x += 14) s += `<circle class="pf" cx="${r1(x)}" cy="${y}" r="2.4"/>`;
  if (kind === 'yoke') s += `<path class="pt th" d="M${-a + 4} 54L${-a + 12} 60L${-a + 19} 52L${-a + 26} 61L0 53L${a - 26} 61L${a - 19} 52L${a - 12} 60L${a - 4} 54"/>`;
  if (kind === 'zip') s += line(`M0 46V${h}`, 't') + line(`M-12 32Q-15 45 0 47Q15 45 12 32`, 't');
  if (kind === 'v') s += `<path class="k" d="M-10 31L0 51L10 31Q0 41-10 31Z"/>` + line('M-11 31L0 52L11 31', 't');
  return s;
}
export function bust(o) {
  const { top = 'c-sea', w = 66, h = 96, skin = 's3', lanyard } = o;
  const behind = BEHIND_TORSO.includes(o.hair);
  let s = behind ? HAIR[o.hair](o.hc ?? 'c-ink')[0] : '';
  s += shape(rrect(-8.5, 14, 17, 28, 8), skin, { off: [1.5, 1.5] });
  s += shape(torso(w, h), top, { inner: o.weave ? weave(o.weave, w, h) : '' });
  if (lanyard) s += line('M-13 32L0 64L13 32', 't') + shape(rrect(-9, 64, 18, 21, 4), 'c-white', { off: [0, 0], thin: true }) + dot(0, 72, 3, 'c-coral') + line('M-4 79.500h8', 't');
  s += head({ ...o, backDone: behind });
  return s;
}
export const shoe = (x, y, c) => shape(`M${r1(x - 10)} ${y + 2}Q${r1(x - 11)} ${y - 11} ${r1(x)} ${y - 11}Q${r1(x + 13)} ${y - 11} ${r1(x + 13)} ${y + 2}Z`, c, { off: [1.5, 1.5] });
// whole figure standing; feet at y = h + leg
export function stand(o) {
  const { h = 92, leg = 50, legs = 'c-ink', shoes = 'c-coral', w = 60 } = o;
  const a = w / 2 - 12;
  let s = '';
  for (const x of [-a, a]) s += limb([x, h - 4], [x, h + leg / 2], [x, h + leg - 7], 18, legs, { off: [1.5, 1.5] }) + shoe(x, h + leg, shoes);
  return s + bust({ ...o, h, w });
}
export const arm = (p0, p1, p2, c, skin) => shape(circle(p2[0], p2[1], 7.5), skin, { off: [1.5, 1.5] }) + (() => { const dx = p1[0] - p2[0], dy = p1[1] - p2[1], n = Math.hypot(dx, dy) || 1; return limb(p0, p1, [p2[0] + dx / n * 14, p2[1] + dy / n * 14], 15, c, { off: [1.5, 1.5] }); })();

// ---- speech bubbles ---------------------------------------------------------
export function bubble(x, y, w, h, tail, c = 'c-white', inner = '') {   // tail: absolute tip
  const r = Math.min(h / 2, 30), [tx, ty] = tail;
  const bx = Math.max(x + r + 1, Math.min(x + w - r - 21, tx - 8));
  const d = `M${r1(x + r)} ${y}H${r1(x + w - r)}A${r} ${r} 0 0 1 ${r1(x + w)} ${r1(y + r)}V${r1(y + h - r)}A${r} ${r} 0 0 1 ${r1(x + w - r)} ${r1(y + h)}H${r1(bx + 20)}Q${r1((bx + 14 + tx) / 2 + 2)} ${r1((y + h + ty) / 2 + 3)} ${r1(tx)} ${r1(ty)}Q${r1((bx + tx) / 2)} ${r1((y + h + ty) / 2)} ${r1(bx)} ${r1(y + h)}H${r1(x + r)}A${r} ${r} 0 0 1 ${x} ${r1(y + h - r)}V${r1(y + r)}A${r} ${r} 0 0 1 ${r1(x + r)} ${y}Z`;
  return shape(d, c) + inner;
}
export const squiggle = (x, y, n = 3, a = 5, p = 14, cls = '') => { let d = `M${x} ${y}`; for (let i = 0; i < n * 2; i++) d += `q${p / 4} ${i % 2 ? a : -a} ${p / 2} 0`; return line(d, cls); };

// ---- thumbs: one hand, turned ------------------------------------------------
export function thumb(dir = 'up') {          // 160 grid
  const hand = 'M52 78C67 74 76 61 80 45C82 37 81 31 83 24C86 13 105 13 107 31C108 43 104 54 100 64H131A11.5 11.5 0 0 1 134.5 86.5A11 11 0 0 1 133.5 108.5A10.5 10.5 0 0 1 129.5 129.5A9.5 9.5 0 0 1 122 148H84C70 148 62 143 52 140Z';
  const off = dir === 'up' ? [4, 4] : dir === 'down' ? [4, -4] : [-4, 4];
  const s = shape(hand, 'c-hand', { off }) + line('M134.5 86.5H113M133.5 108.5H112M129.5 129.5H111', 't') + shape(rrect(24, 70, 30, 80, 9), 'c-cuff', { off }) + dot(39, 136, 3.2);
  if (dir === 'up') return g(0, -2, 1, s);
  if (dir === 'down') return `<g transform="translate(0 162) scale(1 -1)">${s}</g>`;
  return `<g transform="translate(-2 -2) rotate(-90 80 82)">${s}</g>`;
}

// ---- how often: a glass ------------------------------------------------------
export function glass(level) {               // 160 grid, level 0..1
  const top = 20, bot = 140, xt = 34, xb = 47;
  const xl = y => xt + (xb - xt) * (y - top) / (bot - top);
  const outline = `M${xt} ${top}L${xb - 1.5} 129Q${xb} 142 ${xb + 12} 142H${160 - xb - 12}Q${160 - xb} 142 ${160 - xb + 1.5} 129L${160 - xt} ${top}`;
  let s = `<path class="k" d="${outline}Z"/>`;
  if (level > 0) {
    const y = r1(134 - level * 98), a = r1(xl(y)), b = r1(160 - a);
    const w = `M${a} ${y}Q${r1(a + (b - a) * .25)} ${y - 7} 80 ${y}T${b} ${y}L${160 - xb + 1.5} 129Q${160 - xb} 142 ${160 - xb - 12} 142H${xb + 12}Q${xb} 142 ${xb - 1.5} 129Z`;
    s += `<path class="f c-water" d="${w}" transform="translate(3 3)"/>`;
    s += line(`M${a} ${y}Q${r1(a + (b - a) * .25)} ${y - 7} 80 ${y}T${b} ${y}`, 't');
    if (level > .4) s += `<path class="glint" d="M${r1(a + 14)} ${y + 18}L${r1(a + 16)} ${y + 34}"/>`;
  }
  return s + line(outline);
}

// ---- things -------------------------------------------------------------------
export const cast = {
  sw: { skin: 's2', hair: 'bob', hc: 'c-ink', top: 'c-sea', lanyard: true },
  curly: { skin: 's3', hair: 'curls', hc: 's1', top: 'c-gold', weave: 'stripes' },
  puffs: { skin: 's1', hair: 'puffs', hc: 'c-ink', top: 'c-coral', weave: 'spots' },
  ginger: { skin: 's3', hair: 'side', hc: 'c-coral', top: 'c-sky', weave: 'stripes', aid: true },
  scarf: { skin: 's2', hair: 'scarf', hc: 'c-sky', top: 'c-coral' },
  afro: { skin: 's1', hair: 'afro', hc: 'c-ink', top: 'c-gold' },
  plait: { skin: 's2', hair: 'braids', hc: 'c-ink', top: 'c-sea', weave: 'yoke', glasses: true },
  amina: { skin: 's1', hair: 'bun', hc: 'c-ink', top: 'c-coral', lanyard: true },
  joe: { skin: 's3', hair: 'quiff', hc: 's1', top: 'c-sea', beard: true, weave: 'zip', glasses: true },
};
export const pencil = (x, y, c = 'c-coral', s = 1, rot = 0) => `<g transform="translate(${x} ${y}) rotate(${rot}) scale(${s})">` + shape('M-40 32L-35 13L16-38Q22-44 29-37Q36-30 30-24L-21 27Z', c, { off: [2, 2] }) + line('M-35 13L-21 27M9-31L23-17', 't') + `<path class="f c-ink" d="M-40 32L-38 24L-32 30Z"/></g>`;
export const envelope = (x, y, s, c, rot = 0) => `<g transform="translate(${r1(x)} ${r1(y)}) rotate(${rot}) scale(${s})">` + shape(rrect(-48, -33, 96, 66, 7), c) + line('M-46-29L-6 4Q0 9 6 4L46-29') + `</g>`;
export function openHand(c, o = 4) {
  const d = 'M34 126C36 108 32 96 25 84C18 76 10 68 8 60C6 51 17 46 23 54L33 66L29 28C28 17 42 15 44 26L49 56L50 18C50 7 65 7 65 18L64 56L70 24C72 14 85 16 84 27L79 60L86 42C89 33 101 37 98 47C94 64 91 84 85 98C82 106 80 114 80 126Z';
  return shape(d, c, { off: [o, o] });
}
export const things = {
  talk: () => g(50, 76, .98, bust({ ...cast.sw, look: [5, 2], h: 92, w: 64 })) +
    g(120, 98, .82, bust({ ...cast.curly, look: [-5, -3], h: 85, w: 58 })) +
    bubble(80, 6, 72, 44, [114, 66], 'c-white', squiggle(95, 29, 3, 8, 14)),
  house: () => shape('M32 74V144H128V74L80 32Z', 'c-sky', { off: [4, 4] }) + shape(rrect(101, 26, 17, 36, 2), 'c-coral') +
    shape('M18 84Q14 80 18 76L73 24Q80 18 87 24L142 76Q146 80 142 84Q138 88 133 84L80 37L27 84Q22 88 18 84Z', 'c-coral') +
    shape('M68 144V106A14 14 0 0 1 96 106V144Z', 'c-gold') + dot(90, 126, 2.6) + shape(rrect(40, 92, 20, 20, 3), 'c-white', { off: [0, 0], thin: true }) + line('M50 92v20M40 102h20', 't') + shape(circle(81, 70, 9), 'c-white', { off: [0, 0], thin: true }) + line('M8 144H152') + line('M116 144v-18', 't') + shape('M116 132C104 128 103 112 116 104C129 112 128 128 116 132Z', 'c-sea', { off: [2, 2] }),
  phone: () => shape(rrect(30, 14, 66, 132, 15), 'c-sea', { off: [4, 4] }) + shape(rrect(39, 31, 48, 90, 5), 'c-white', { off: [0, 0], thin: true }) + line('M56 22.5h14', 't') + dot(63, 133.5, 4.5) +
    bubble(66, 40, 80, 52, [72, 112], 'c-gold', dot(89, 66, 5) + dot(106, 66, 5) + dot(123, 66, 5)),
  letter: () => envelope(76, 86, 1.22, 'c-sky') + pencil(122, 108, 'c-coral', 1),
  draw: () => `<g transform="rotate(-5 76 80)">` + shape(rrect(22, 24, 106, 112, 5), 'c-white', { off: [3, 3], inner: `<path class="f c-sea" d="M24 106C48 84 64 118 90 98C104 88 116 96 126 102V134H24Z"/><circle class="f c-gold" cx="54" cy="56" r="15"/>` }) + line(circle(51, 54, 14), 't') + line('M23 106C48 84 64 118 90 98C104 88 116 96 127 102', 't') + line('M92 92V70', 't') + shape('M92 76C78 70 78 52 92 44C106 52 106 70 92 76Z', 'c-coral', { off: [2, 2], thin: true }) + `</g>` + pencil(124, 110, 'c-gold', 1),
  play: () => `<g transform="rotate(12 110 54)">` + shape(rrect(82, 22, 60, 60, 12), 'c-sky', { off: [4, 4] }) + dot(98, 38, 5) + dot(126, 38, 5) + dot(112, 52, 5) + dot(98, 66, 5) + dot(126, 66, 5) + `</g>` +
    shape(circle(58, 98, 44), 'c-gold', { off: [4, 4] }) + line('M58 54C42 74 42 122 58 142M58 54C74 74 74 122 58 142M14 98H102', 't'),
  trust: () => g(54, 66, 1, bust({ ...cast.amina, lanyard: false, weave: 'v', look: [5, 3], h: 96, w: 70 })) +
    g(116, 100, .8, bust({ ...cast.puffs, top: 'c-gold', weave: 'stripes', look: [-5, -3], h: 80, w: 58 })) +
    shape('M122 48C108 36 101 26 108 17C114 10 121 14 122 21C123 14 130 10 136 17C143 26 136 36 122 48Z', 'c-coral', { off: [2, 2] }),
  group: () => g(34, 90, .76, bust({ ...cast.ginger, look: [3, -2], h: 82, w: 60 })) +
    g(126, 90, .76, bust({ ...cast.scarf, look: [-3, -2], h: 82, w: 64 })) +
    g(80, 108, .84, bust({ ...cast.plait, top: 'c-gold', look: [0, -2], h: 60, w: 62 })) +
    bubble(42, 4, 76, 42, [80, 62], 'c-white', dot(63, 25, 4.5) + dot(80, 25, 4.5) + dot(97, 25, 4.5)),
  pictures: () => shape(rrect(16, 26, 128, 108, 12), 'c-sky', { off: [4, 4], inner: shape('M17 118C38 80 62 92 78 110C92 76 122 70 143 98V122Q143 133 132 133H28Q17 133 17 118Z', 'c-sea', { off: [0, 0] }) }) + shape(circle(52, 60, 15), 'c-gold') + line('M98 56q6-8 12 0q6-8 12 0', 't'),
  words: () => shape('M80 46C60 30 36 28 16 34V136C36 128 60 128 80 144C100 128 124 128 144 136V34C124 28 100 30 80 46Z', 'c-coral', { off: [0, 4] }) + shape('M80 40C62 26 42 24 24 29V126C42 121 62 122 80 136C98 122 118 121 136 126V29C118 24 98 26 80 40Z', 'c-white', { off: [0, 0] }) + line('M80 40V136') + line('M37 50C48 48 57 50 67 55M37 70C48 68 57 70 67 75M37 90C44 88.5 50 89 56 91M93 55C103 50 112 48 123 50M93 75C103 70 112 68 123 70M93 95C103 90 112 88 123 90', 't'),
  spoken: () => g(64, 88, 1.5, head({ skin: 's2', hair: 'short', hc: 'c-ink', look: [3, 0], m: .5 })) +
    line('M26 86C18 14 110 14 102 86') + shape(rrect(12, 70, 24, 40, 11), 'c-coral') + shape(rrect(92, 70, 24, 40, 11), 'c-coral') +
    line('M126 76Q133 90 126 104M139 64Q152 90 139 116'),
  signed: () => g(80, 60, 1.12, bust({ skin: 's3', hair: 'bun', hc: 's1', top: 'c-gold', h: 90, w: 74, m: .6 })) +
    limb([40, 150], [16, 150], [34, 116], 17, 'c-gold', { off: [2, 2] }) + limb([120, 150], [144, 150], [126, 116], 17, 'c-gold', { off: [2, 2] }) +
    `<g transform="translate(12 62) scale(.46)">${openHand('s3', 2)}</g><g transform="translate(148 62) scale(-.46 .46)">${openHand('s3', 2)}</g>` + line('M10 78Q4 90 8 102M150 78Q156 90 152 102', 't'),
  dunno: () => shape('M52 112C24 112 14 88 31 74C22 46 52 32 68 45C80 22 122 28 124 57C150 63 150 102 120 107C112 122 84 123 76 113C70 116 60 116 52 112Z', '', { off: [0, 0] }) + line('M66 68C66 49 95 49 95 68C95 81 80 79 80 91') + dot(80, 103, 5) + shape(circle(42, 130, 8), '') + shape(circle(24, 147, 4.5), '', { thin: true }),
  skip: () => line('M22 104C40 26 106 26 124 98') + line('M99 90L125 101L137 76') + shape(ellipse(74, 112, 17, 12), '', { off: [0, 0] }) + line('M12 128H148'),
  blank: () => bubble(20, 22, 120, 88, [50, 144], '', '') + line('M62 66H98'),
  now: () => `<g transform="translate(22 4) scale(1.02)">${openHand('c-coral')}</g>` + shape(rrect(50, 126, 62, 28, 9), 'c-sea', { off: [4, 4] }) + line('M12 40L22 50M80 -4V4M148 44L138 54', 't'),
  later: () => shape(circle(74, 86, 50), 'c-sky', { off: [4, 4] }) + line('M74 54V88L96 100') + line('M74 36v5M124 86h-5M74 136v-5M24 86h5', 't') + line('M88 20C118 24 138 46 141 76M126 64L141 78L151 60'),
};

// ---- scenes --------------------------------------------------------------------
// someone sitting, seen from the front: lap and shins over the bust
export function sit(o) {      // origin: head centre; seat line at y = o.h
  const { h = 92, w = 66, drop = 54, legs = 'c-dusk', shoes = 'c-coral' } = o, k = w / 2 - 13;
  const sh = [-k, k].map(x => limb([x, h + 8], [x, h + drop / 2], [x, h + drop - 7], 17, legs, { off: [1.5, 1.5] }) + shoe(x, h + drop, shoes)).join('');
  const lap = [-1, 1].map(d => shape(rrect(d < 0 ? -k - 13 : k - 13, h - 16, 26, 34, 12), legs, { off: [1.5, 1.5] })).join('');
  return bust({ ...o, w, h }) + sh + lap;
}
// two people on a sofa, nobody else: viewBox 0 0 380 230
export function sofa(o = {}) {
  const { kid = cast.curly, adult = { ...cast.sw, top: 'c-coral' }, teen } = o, kx = 264, ky = teen ? 72 : 92, ks = teen ? 1 : .86;
  const rug = `<path class="f c-rug" d="M6 219C60 203 320 203 374 219C330 235 50 235 6 219Z"/>`;
  const couch = line('M56 186v18M324 186v18') + shape(rrect(36, 84, 308, 90, 28), 'c-sea', { off: [4, 4] }) + shape(rrect(44, 138, 292, 46, 16), 'c-sea', { off: [3, 3] }) + line('M190 92V182', 't') + shape(rrect(18, 116, 40, 72, 18), 'c-sea', { off: [3, 3] }) + shape(rrect(322, 116, 40, 72, 18), 'c-sea', { off: [4, 4] });
  return rug + couch +
    g(116, 60, 1.06, sit({ ...adult, look: [6, 2], w: 70, h: 94, drop: 52, m: .35, legs: 'c-dusk', shoes: 'c-gold' })) +
    g(kx, ky, ks, sit({ ...kid, look: [-6, -2], w: 62, h: teen ? 80 : 74, drop: teen ? 66 : 44, m: .4, legs: teen ? 'c-sky' : 'c-sky', shoes: 'c-coral' })) +
    arm([150, 108], [178, 134], [199, 112], adult.top, adult.skin) + arm([84, 108], [70, 140], [104, 148], adult.top, adult.skin) +
    (teen ? arm([kx - 28, 114], [kx - 40, 140], [kx - 4, 146], kid.top, kid.skin) + arm([kx + 28, 114], [kx + 40, 142], [kx + 6, 148], kid.top, kid.skin)
      : arm([kx - 23, 130], [kx - 46, 134], [kx - 42, 108], kid.top, kid.skin) + arm([kx + 23, 130], [kx + 38, 150], [kx + 8, 152], kid.top, kid.skin)) +
    bubble(286, 4, 90, 56, [296, 84], 'c-white', squiggle(306, 34, 3, 9, 17));
}

// ---- interface icons, 32 grid, line only ---------------------------------------
export const icon = {
  listen: '<path class="i s" d="M5 12.5h4.5L16 7v18l-6.5-5.500H5Z"/><path class="i" d="M20.5 11.5a6.5 6.5 0 0 1 0 9M24 8a11.5 11.5 0 0 1 0 16"/>',
  hide: '<path class="i" d="M4 13c6.500 8 17.500 8 24 0M8 17.500l-2.500 4M16 19.500v5M24 17.500l2.500 4"/>',
  help: '<path class="i" d="M10 18V9.500a2 2 0 0 1 4 0V15M14 14V6.500a2 2 0 0 1 4 0V15M18 14V8a2 2 0 0 1 4 0v9M22 12.500a2 2 0 0 1 4 0V19c0 5-3.500 9-8.500 9-4.500 0-6.500-2-8.500-5.500L5.500 18c-1.300-2.300 1.500-4.300 3.200-2.500L10 17"/>',
  next: '<path class="i" d="M6 16h19M17 8l8.500 8-8.500 8"/>',
  back: '<path class="i" d="M26 16H7M15 8l-8.500 8L15 24"/>',
  tick: '<path class="i" d="M7 17l6.500 6.500L26 9.500"/>',
  aa: '<path class="i" d="M3 25L9.500 8L16 25M5.300 19.500h8.400"/><path class="i" d="M28 15v10M28 20a4.600 5 0 1 1-9.200 0a4.600 5 0 1 1 9.200 0"/>',
  phone: '<path class="i" d="M10 5l4 6.500-3 3c1.500 3 3.500 5 6.500 6.500l3-3 6.500 4c0 4-2.500 5.500-5.500 5C13 25.500 6.500 19 5 10.500 4.500 7.500 6 5 10 5Z"/>',
  no: '<path class="i" d="M9 9l14 14M23 9L9 23"/>',
  clock: '<path class="i" d="M16 4.500a11.500 11.500 0 1 0 0 23a11.500 11.500 0 1 0 0-23M16 9.500V16l4.500 3"/>',
};

// ---- added for Sayso's questionnaires ------------------------------------------
// a calendar leaf with marked days
export const calendar = (marks, c = 'c-sky') => shape(rrect(24, 34, 112, 108, 10), c, { off: [4, 4] }) + shape('M24 62V44Q24 34 34 34H126Q136 34 136 44V62Z', 'c-white', { off: [0, 0] }) + line('M52 22V44M108 22V44') +
  marks.map(([i, j]) => dot(45 + i * 17.5, 82 + j * 21, 6)).join('');
// somebody behind a tablet
const tablet = (x, y) => shape(rrect(x - 21, y - 15, 42, 30, 5), 'c-sea', { off: [2, 2] }) + shape(rrect(x - 15, y - 10, 30, 20, 2), 'c-white', { off: [0, 0], thin: true });
const pair = (adult, child, more = '') => g(50, 66, 1, bust({ ...adult, look: [5, 3], h: 96, w: 68 })) + g(118, 98, .82, bust({ ...child, look: [-5, -2], h: 83, w: 60 })) + more;
// a child against the measuring wall, 160 grid
const measured = (o, y, s) => { let t = ''; for (let i = 0; i < 6; i++) t += `M14 ${145 - i * 25}h${i % 5 ? 8 : 14}`; return `<path class="rule" d="${t}"/><path class="f c-rug" d="M42 146C62 140 112 140 132 146C112 152 62 152 42 146Z"/>` + g(86, y, s, stand(o)); };
const building = (c) => shape('M22 146V44H138V146Z', c, { off: [4, 4] });
const win = (x, y, c = 'c-white') => shape(rrect(x, y, 18, 20, 2), c, { off: [0, 0], thin: true });
const house = (x, y, s, door = 'c-gold') => g(x, y, s, shape('M22 66V146H138V66L80 20Z', 'c-sky', { off: [4, 4] }) + shape('M10 76Q5 71 10 66L73 12Q80 6 87 12L150 66Q155 71 150 76Q146 80 141 76L80 25L19 76Q14 80 10 76Z', 'c-coral'));
Object.assign(things, {
  ask: () => calendar([[0, 0], [2, 1], [4, 0], [1, 2], [3, 2]]),
  meeting: () => g(36, 62, .74, bust({ ...cast.joe, look: [3, 2], h: 92, w: 66 })) + g(124, 62, .74, bust({ ...cast.amina, look: [-3, 2], h: 92, w: 66 })) + g(80, 54, .7, bust({ ...cast.curly, look: [0, 2], h: 92, w: 60 })) +
    shape('M10 112Q80 92 150 112Q154 124 146 128Q80 144 14 128Q6 124 10 112Z', 'c-rug', { off: [3, 3] }) + shape('M62 111L96 109L101 121L60 122Z', 'c-white', { off: [0, 0], thin: true }) + line('M34 134V152M126 134V152'),
  live: () => house(0, 0, 1) + g(56, 84, .62, bust({ ...cast.amina, lanyard: false, weave: 'v', look: [3, 2], h: 100, w: 66 })) + g(104, 90, .58, bust({ ...cast.ginger, look: [-3, 0], h: 97, w: 64 })) + g(80, 112, .5, bust({ ...cast.puffs, look: [0, -2], h: 68, w: 60 })) + line('M8 146H152'),
  other: () => shape(rrect(18, 36, 124, 88, 18), 'c-sky', { off: [4, 4] }) + dot(50, 80, 7.5) + dot(80, 80, 7.5) + dot(110, 80, 7.5),
  foster: () => house(0, 0, 1) + g(62, 88, .7, bust({ ...cast.sw, lanyard: false, top: 'c-gold', look: [4, 2], h: 83, w: 66 })) + g(106, 106, .58, bust({ ...cast.curly, top: 'c-coral', look: [-4, -2], h: 69, w: 60 })) + line('M8 146H152'),
  childrens: () => shape('M14 146V62H146V146Z', 'c-sky', { off: [4, 4] }) + shape('M6 66L22 32H138L154 66Z', 'c-coral') + [28, 56, 86, 114].map(x => win(x, 74)).join('') + win(28, 108) + win(114, 108) + shape('M64 146V120A16 14 0 0 1 96 120V146Z', 'c-gold') + dot(90, 130, 2.6) + line('M4 146H156'),
  family: () => house(0, 0, 1) + g(50, 84, .6, bust({ ...cast.afro, look: [3, 1], h: 102, w: 66 })) + g(110, 84, .6, bust({ ...cast.joe, skin: 's2', hc: 'c-ink', look: [-3, 1], h: 102, w: 66 })) + g(80, 110, .54, bust({ ...cast.puffs, look: [0, -2], h: 66, w: 60 })) + line('M8 146H152'),
  school: () => shape('M10 146V78H150V146Z', 'c-sky', { off: [4, 4] }) + shape('M52 146V62L80 38L108 62V146Z', 'c-gold', { off: [4, 4] }) + line('M80 38V12') + shape('M80 12H106L99 20L106 28H80Z', 'c-coral', { off: [2, 2] }) + shape(circle(80, 74, 12), 'c-white', { off: [0, 0], thin: true }) + line('M80 67V74L86 77', 't') + win(22, 92) + win(120, 92) + shape('M68 146V114H92V146Z', 'c-white', { off: [0, 0] }) + line('M80 114V146M4 146H156', 't'),
  own: () => shape('M34 146V18H114V146Z', 'c-sky', { off: [4, 4] }) + [34, 68].map(y => [48, 82].map(x => win(x, y, x === 82 && y === 68 ? 'c-gold' : 'c-white')).join('')).join('') + shape('M62 146V116H86V146Z', 'c-coral', { off: [0, 0] }) + dot(81, 132, 2.4) + line('M16 146H152') + shape(circle(122, 84, 13), 'c-gold', { off: [2, 2] }) + shape(circle(122, 80, 4), 'c-white', { off: [0, 0], thin: true }) + line('M122 97V126M122 117H131M122 126H133'),
  yes: () => shape(circle(80, 80, 58), 'c-sky', { off: [4, 4] }) + line('M52 83L72 103L109 60', 'th'),
  no: () => shape(circle(80, 80, 58), 'c-sky', { off: [4, 4] }) + line('M58 58L102 102M102 58L58 102', 'th'),
  nobody: () => g(80, 62, 1.12, bust({ ...cast.curly, look: [0, 4], h: 82, w: 66 })) + tablet(80, 132) + shape(circle(56, 134, 8), 's3', { off: [1.5, 1.5] }) + shape(circle(104, 134, 8), 's3', { off: [1.5, 1.5] }),
  chosen: () => g(52, 76, .98, bust({ ...cast.scarf, look: [5, 0], h: 86, w: 66 })) + g(112, 80, .96, bust({ ...cast.puffs, top: 'c-gold', weave: 'stripes', look: [-5, 0], h: 82, w: 60 })) + shape('M82 36C68 24 61 14 68 5C74-2 81 2 82 9C83 2 90-2 96 5C103 14 96 24 82 36Z', 'c-coral', { off: [2, 2] }),
  staff: () => pair({ ...cast.joe, lanyard: true, weave: '' }, cast.curly, tablet(118, 150)),
  carer: () => pair({ ...cast.amina, lanyard: false, weave: 'v' }, cast.ginger, tablet(118, 150)),
  interpreter: () => g(46, 92, .86, bust({ ...cast.scarf, top: 'c-coral', look: [4, -2], h: 76, w: 66 })) + g(116, 100, .8, bust({ ...cast.curly, look: [-4, -2], h: 72, w: 60 })) + bubble(10, 4, 66, 40, [44, 58], 'c-gold', line('M24 26q5-10 10 0q4 6 9-2M52 20v12h8', 't') + dot(38, 35, 2.2)) + bubble(86, 10, 66, 40, [112, 66], 'c-white', line('M98 37L105 21L112 37M101 31h8M122 21v16M122 27a6 5 0 1 1 0 9', 't')),
  book: (rows) => { const gap = 76 / rows, ys = Array.from({ length: rows }, (_, i) => r1(52 + gap * (i + .2)));
    const d = ys.map((y, i) => { const e = i === rows - 1 && rows > 2 ? 9 : 0; return `M37 ${y}C48 ${r1(y - 2)} 57 ${y} ${67 - e} ${r1(y + 5 - e / 3)}M93 ${r1(y + 5)}C103 ${y} 112 ${r1(y - 2)} ${123 - e} ${y}`; }).join('');
    return shape('M80 46C60 30 36 28 16 34V136C36 128 60 128 80 144C100 128 124 128 144 136V34C124 28 100 30 80 46Z', 'c-coral', { off: [0, 4] }) + shape('M80 40C62 26 42 24 24 29V126C42 121 62 122 80 136C98 122 118 121 136 126V29C118 24 98 26 80 40Z', 'c-white', { off: [0, 0] }) + line('M80 40V136') + line(d, rows > 3 ? 't' : 'th'); },
  envelope: () => envelope(80, 82, 1.25, 'c-sky'),
});
export const ages = {
  '4-7': () => measured({ ...cast.puffs, h: 70, leg: 26, legs: 'c-sky', shoes: 'c-gold', w: 56 }, 78, .7),
  '8-11': () => measured({ ...cast.ginger, h: 78, leg: 46, legs: 'c-dusk', shoes: 'c-gold', w: 58 }, 58.5, .7),
  '12-15': () => measured({ ...cast.scarf, h: 86, leg: 66, legs: 'c-sea', shoes: 'c-gold', w: 60 }, 38.900, .7),
  '16-over': () => measured({ skin: 's1', hair: 'bob', hc: 'c-ink', top: 'c-sea', weave: 'zip', h: 92, leg: 74, legs: 'c-dusk', shoes: 'c-coral', w: 64 }, 29, .7),
};
// five children, each in their own way: viewBox 0 0 440 260
export function group() {
  const wheel = x => shape(ellipse(x, 104, 12, 34), 'c-ink', { off: [0, 0] }) + shape(ellipse(x, 104, 6.5, 26), 'c-white', { off: [0, 0], thin: true }) + line(`M${x} 78V130M${x - 5} 90L${x + 5} 118M${x + 5} 90L${x - 5} 118`, 't');
  const chair = shape(rrect(-37, 46, 74, 60, 12), 'c-gold', { off: [2, 2] });
  const s = .8;
  const say = (x, y, w, tip, c, inner) => bubble(x, y, w, 58, tip, c, inner);
  return `<path class="f c-rug" d="M4 250C70 236 370 236 436 250C370 264 70 264 4 250Z"/>` +
    g(56, 140, s, chair + sit({ ...cast.plait, h: 82, w: 60, drop: 44, legs: 'c-dusk', shoes: 'c-coral' }) + wheel(-44) + wheel(44) + arm([-26, 58], [-44, 66], [-40, 88], 'c-sea', 's2') + arm([26, 58], [44, 66], [40, 88], 'c-sea', 's2')) +
    g(150, 138, s, stand({ ...cast.puffs, h: 84, leg: 48, legs: 'c-dusk', shoes: 'c-gold', w: 58 })) +
    g(222, 158, s * .92, stand({ ...cast.ginger, h: 76, leg: 38, legs: 'c-dusk', shoes: 'c-gold', w: 58 })) +
    g(304, 116, s, stand({ ...cast.scarf, h: 90, leg: 70, legs: 'c-sea', shoes: 'c-gold', w: 60 })) +
    g(384, 138, s, stand({ ...cast.curly, skin: 's1', hc: 'c-ink', h: 84, leg: 48, legs: 'c-sky', shoes: 'c-gold', w: 58 })) +
    say(6, 18, 88, [58, 102], 'c-white', squiggle(23, 40, 3, 8, 18) + squiggle(23, 56, 2, 8, 18)) +
    say(106, 2, 92, [150, 90], 'c-sky', shape('M122 52C138 26 150 40 160 46C170 32 182 32 190 42Q186 58 174 60H136Q124 60 122 52Z', 'c-sea', { off: [0, 0], thin: true }) + shape(circle(136, 23, 8), 'c-gold', { off: [1, 1], thin: true })) +
    say(258, 2, 90, [306, 74], 'c-gold', line('M278 24V38M290 18V44M302 12V50M314 20V42M326 26V36')) +
    say(354, 26, 82, [386, 100], 'c-coral', g(379, 33, .34, openHand('c-white', 0)));
}
// a post box with a window, a child posting, letters on the way: viewBox 0 0 440 660
export function postbox() {
  const E = (x, y, c, r = 0, s = .9) => envelope(x, y, s, c, r);
  return `<path class="f c-rug" d="M4 640C60 616 380 616 436 640C380 668 60 668 4 640Z"/>` +
    E(216, 44, 'c-gold', 10) + E(116, 130, 'c-coral', -14) + E(362, 92, 'c-sea', -8) + E(266, 162, 'c-white', -12) + E(376, 214, 'c-sky', 14) +
    shape('M172 356C172 270 396 270 396 356V620H172Z', 'c-coral', { off: [6, 6] }) + line('M172 360H396') + shape(rrect(238, 388, 114, 26, 13), 'c-ink', { off: [0, 0] }) +
    shape(rrect(198, 462, 172, 128, 24), 'c-pale', { off: [0, 0] }) + E(236, 556, 'c-sky', 10, .62) + E(336, 552, 'c-sea', -10, .62) + E(286, 564, 'c-gold', 4, .62) + E(256, 522, 'c-white', 8, .62) + E(318, 526, 'c-coral', -8, .62) + E(288, 500, 'c-sea', -9, .62) +
    shape(rrect(158, 614, 254, 34, 16), 'c-coral', { off: [5, 5] }) +
    g(72, 462, 1.04, stand({ ...cast.plait, look: [5, -4], h: 100, leg: 70, legs: 'c-dusk', w: 64 })) +
    E(236, 392, 'c-sky', -6, .88) + arm([94, 518], [150, 508], [190, 416], 'c-sea', 's2') + arm([46, 516], [26, 560], [44, 588], 'c-sea', 's2');
}

// ---- added for breaks, talking, answering alone -----------------------------------
Object.assign(icon, {
  speak: icon.listen,
  stop: '<path class="i s" d="M10 8.500h12q1.500 0 1.500 1.500v12q0 1.500-1.500 1.500h-12q-1.500 0-1.500-1.500v-12q0-1.500 1.500-1.500Z"/>',
  pause: '<path class="i" d="M5 13h17v8a6 6 0 0 1-6 6h-5a6 6 0 0 1-6-6ZM22 15h2a3.500 3.500 0 0 1 0 7.500h-2M10.500 8.500q-2-2 0-4M16.500 8.500q-2-2 0-4"/>',
  more: '<path class="i" d="M16 6v20M6 16h20"/>',
  less: '<path class="i" d="M6 16h20"/>',
  word: '<path class="i" d="M10 4.500h12a6 6 0 0 1 6 6v7a6 6 0 0 1-6 6h-5l-6.500 5v-5h-.5a6 6 0 0 1-6-6v-7a6 6 0 0 1 6-6ZM12.500 11.500c0-4.500 7-4.500 7 0c0 2.500-3.500 2.500-3.500 5"/><circle class="s" cx="16" cy="19.800" r="1.600"/>',
  language: '<path class="i" d="M13 18.500h-2.500l-4.500 4v-4a3.500 3.500 0 0 1-3.500-3.500v-8.500a3.500 3.500 0 0 1 3.500-3.500h9a3.500 3.500 0 0 1 3.500 3.500v2M7 14.500l3.500-8l3.500 8M8.500 12h4M17 12.500h9a3.500 3.500 0 0 1 3.500 3.500v7.500a3.500 3.500 0 0 1-3.500 3.500v3.500l-4.500-3.500h-4.500a3.500 3.500 0 0 1-3.500-3.500v-7.500a3.500 3.500 0 0 1 3.500-3.500ZM17.500 16.500c-1 3 1 3.500 4 3.500s5-.5 4-3.500"/><circle class="s" cx="21.500" cy="23.600" r="1.300"/>',
  check: '<path class="i" d="M4 8l2.500 2.500L11 5.500M4 17l2.500 2.500L11 14.500M4 26l2.500 2.500L11 23.500M16 8h12M16 17h12M16 26h12"/>',
  switch: '<path class="i" d="M16 3v8M12 8l4 4 4-4M7 22.500c0-8 18-8 18 0M4 22.500h24v3a3 3 0 0 1-3 3h-18a3 3 0 0 1-3-3Z"/>',
});

// Nine pictures, one of which a child chooses to lock her break: no two share outline and colour.
export const locks = {
  house: things.house,
  letter: () => envelope(80, 82, 1.3, 'c-dusk'),
  glass: () => glass(.72),
  ball: () => shape(circle(78, 80, 56), 'c-gold', { off: [4, 4] }) + line('M68 26L88 134M23 90L133 70M33 48C66 62 74 94 54 130M102 30C82 66 90 98 123 112', 't'),
  phone: () => shape(rrect(42, 12, 72, 136, 15), 'c-ink', { off: [4, 4] }) + shape(rrect(51, 30, 54, 92, 5), 'c-white', { off: [0, 0] }) + line('M70 21h16', 't') + shape(circle(78, 135, 5), 'c-white', { off: [0, 0], thin: true }) +
    bubble(58, 46, 40, 32, [66, 92], 'c-gold', dot(69, 62, 3) + dot(78, 62, 3) + dot(87, 62, 3)),
  drawing: things.draw,
  book: () => things.book(2),
  // an alarm clock: bells and feet set it apart from the ball
  clock: () => line('M50 122L40 142M110 122L120 142') + shape('M28 56A22 22 0 0 1 62 28Z', 'c-coral') + shape('M132 56A22 22 0 0 0 98 28Z', 'c-coral') + shape(circle(80, 84, 50), 'c-sea', { off: [4, 4] }) + shape(circle(80, 84, 37), 'c-white', { off: [0, 0], thin: true }) + line('M80 60V84L97 96'),
  days: () => calendar([[1, 0], [2, 0], [3, 0], [4, 0], [0, 1], [1, 1], [2, 1], [4, 1], [0, 2], [1, 2], [2, 2]]) + shape(circle(97.5, 103, 9), 'c-coral', { off: [0, 0] }),
};
// Somebody's words that mean nothing yet. One line without overlaps: quiet tiles fill nothing.
things.puzzled = () => shape('M38 16H100A24 24 0 0 1 124 40V66A24 24 0 0 1 100 90H62L36 114L40 90H38A24 24 0 0 1 14 66V40A24 24 0 0 1 38 16Z', '', { off: [0, 0] }) +
  line('M32 62C32 34 56 34 54 54C52 72 38 66 46 50C56 32 78 36 76 54C74 72 60 66 68 50C78 32 106 36 104 62') + line('M116 112C116 95 142 95 142 112C142 124 129 123 129 133') + dot(129, 146, 5);

const rug = `<path class="f c-rug" d="M6 219C60 203 320 203 374 219C330 235 50 235 6 219Z"/>`;
const SLIGHT = { off: [1.5, 1.5] };
const beanbag = c => shape('M-98 132C-126 118-92 8 0 6C92 8 126 118 98 132C50 140-50 140-98 132Z', c, { off: [4, 4] });
const plant = (x, y) => g(x, y, 1, line('M0 0V-30') + shape('M0-20C-20-22-26-42-20-54C-4-48 2-36 0-20Z', 'c-sea', SLIGHT) + shape('M0-26C18-30 24-48 18-62C4-54-2-42 0-26Z', 'c-sea', SLIGHT) + shape('M-19 0H19L14 32H-14Z', 'c-coral', SLIGHT));
const armchair = c => shape(rrect(-50, 20, 100, 124, 30), c, SLIGHT) + shape(rrect(-68, 72, 32, 76, 15), c, SLIGHT) + shape(rrect(36, 72, 32, 76, 15), c, SLIGHT);
// A child on a beanbag with a warm drink, nobody else: viewBox 0 0 380 230, as the next two.
export function rest() {
  const kid = cast.ginger;
  return rug + plant(70, 180) + shape(rrect(288, 186, 56, 14, 4), 'c-gold', SLIGHT) + shape(rrect(294, 172, 46, 14, 4), 'c-coral', SLIGHT) +
    g(184, 76, 1, beanbag('c-dusk') + line('M-54 30C-76 62-82 102-76 134M54 30C76 62 82 102 76 134', 't')) + g(184, 74, .96, sit({ ...kid, look: [0, 2], w: 62, h: 84, drop: 50, m: .3, legs: 'c-sea', shoes: 'c-gold' })) +
    arm([158, 116], [140, 152], [174, 144], kid.top, kid.skin) +
    line('M255 88q13-2 12 9q-1 9-13 8') + shape('M226 78H258L255 112Q254 116 250 116H234Q230 116 229 112Z', 'c-white', SLIGHT) + line('M228 92H256', 't') +
    arm([210, 114], [246, 136], [241, 108], kid.top, kid.skin);
}
// A child at a table; the tablet shows us its back, so only she sees the screen.
export function alone() {
  const kid = cast.plait;
  return rug + shape(rrect(34, 22, 84, 78, 5), 'c-sky') + line('M76 22V100M34 61H118', 't') + plant(322, 116) +
    shape(rrect(134, 90, 80, 94, 16), 'c-coral') +
    [160, 188].map(x => limb([x, 160], [x, 184], [x, 202], 17, 'c-dusk', SLIGHT) + shoe(x, 212, 'c-gold')).join('') +
    g(174, 58, 1, bust({ ...kid, look: [5, 4], w: 62, h: 92, m: .3 })) +
    line('M76 164V214M338 164V214') + shape(rrect(56, 148, 304, 17, 8), 'c-gold', { off: [3, 3] }) +
    arm([148, 98], [122, 134], [150, 140], kid.top, kid.skin) + arm([201, 98], [216, 134], [232, 122], kid.top, kid.skin) +
    line('M264 106L284 148') + shape('M232 104Q232 99 237 98L269 92Q274 91 274 96V144Q274 149 269 149H237Q232 149 232 144Z', 'c-dusk', { off: [3, 3] }) + dot(264, 104, 3.5);
}
// A child and one adult; the child's bubble speaks.
export function talking() {
  const adult = { ...cast.amina, lanyard: false }, kid = { skin: 's2', hair: 'crop', hc: 'c-ink', top: 'c-gold' };
  return rug + g(98, 62, 1, armchair('c-sea')) +
    g(98, 60, 1, sit({ ...adult, look: [6, 2], w: 68, h: 96, drop: 56, m: .35, legs: 'c-dusk', shoes: 'c-gold' })) +
    g(268, 84, .92, beanbag('c-dusk')) + g(264, 88, .88, sit({ ...kid, look: [-6, -2], w: 60, h: 80, drop: 52, m: .4, legs: 'c-sky' })) +
    arm([66, 108], [48, 144], [86, 148], adult.top, adult.skin) + arm([130, 108], [148, 144], [114, 150], adult.top, adult.skin) +
    arm([242, 126], [214, 148], [206, 116], kid.top, kid.skin) + arm([287, 125], [304, 150], [272, 154], kid.top, kid.skin) +
    bubble(288, 4, 88, 54, [296, 80], 'c-white', squiggle(307, 32, 3, 9, 17));
}
