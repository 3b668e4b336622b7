// The peer of `cargo bench --bench photos`: sharp (libvips) reads the EXIF of each photo, hashes it, and makes of it the
// picture for the report and the thumbnail, two photos at a time. It keeps no copy of the original, reads nothing again,
// logs nothing and does not wait for the disk, as Fieldseal does.
// Usage: npm install --prefix target/peers sharp@0.35.5
//        node benches/peers/photos_sharp.mjs target/peers FOLDER_OF_PHOTOS EMPTY_FOLDER

import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [packages, photos, out] = process.argv.slice(2);
const sharp = createRequire(join(resolve(packages), "node_modules", "_"))("sharp");
// Two photos at a time keep both cores busy; threads within each would only cost more.
sharp.concurrency(1);
sharp.cache(false);
// As Fieldseal writes it: fixed Huffman tables, colours at half resolution.
const jpeg = { quality: 80, optimiseCoding: false, chromaSubsampling: "4:2:0" };
const within = (side) => [side, side, { fit: "inside", withoutEnlargement: true }];

async function takeIn(name) {
  const bytes = await readFile(join(photos, name));
  const digest = createHash("sha256").update(bytes).digest("hex");
  await sharp(bytes).metadata();
  const report = await sharp(bytes).autoOrient().resize(...within(1600)).jpeg(jpeg).toBuffer();
  const thumbnail = await sharp(report).resize(...within(320)).jpeg(jpeg).toBuffer();
  await writeFile(join(out, `${digest}-1600.jpg`), report);
  await writeFile(join(out, `${digest}-320.jpg`), thumbnail);
}

const names = readdirSync(photos).sort();
let next = 0;
const work = async () => {
  while (next < names.length) await takeIn(names[next++]);
};
const [start, before] = [performance.now(), process.cpuUsage()];
await Promise.all([work(), work()]);
const { user, system } = process.cpuUsage(before);
const peak = process.resourceUsage().maxRSS;
// Processor and wall time in milliseconds, the most memory in kB.
console.log(`${(user + system) / 1000} ${performance.now() - start} ${peak}`);
