/** Files of [MS-CFB] by hand, in sectors of 512 bytes and without small ones. */

export interface StreamPart {
  /** Folders and name, as in `Macros/VBA/dir`. */
  path: string;
  data: Buffer | string;
}

interface Node {
  name: string;
  kind: 1 | 2 | 5;
  data: Buffer;
  children: number[];
}

const sectorBytes = 512;
const none = 0xffffffff;
const endOfChain = 0xfffffffe;

export function compoundFile(
  streams: readonly StreamPart[],
  options: { classId?: string; loop?: boolean } = {},
): Buffer {
  const nodes: Node[] = [{ name: 'Root Entry', kind: 5, data: Buffer.alloc(0), children: [] }];
  for (const { path, data } of streams) {
    const names = path.split('/');
    let parent = 0;
    names.forEach((name, depth) => {
      const isLast = depth === names.length - 1;
      const known = nodes[parent]?.children.find((child) => nodes[child]?.name === name);
      const index = known ?? nodes.length;
      if (known === undefined) {
        const kind = isLast ? 2 : 1;
        nodes.push({
          name,
          kind,
          data: isLast ? Buffer.from(data) : Buffer.alloc(0),
          children: [],
        });
        nodes[parent]?.children.push(index);
      }
      parent = index;
    });
  }
  return written(nodes, options);
}

function written(nodes: Node[], options: { classId?: string; loop?: boolean }): Buffer {
  const directorySectors = Math.ceil((nodes.length * 128) / sectorBytes);
  const next: number[] = [];
  const bodies: Buffer[] = [];
  const add = (bytes: Buffer): number => {
    const count = Math.ceil(bytes.length / sectorBytes);
    if (count === 0) return endOfChain;
    const start = next.length;
    for (let index = 1; index <= count; index += 1) {
      next.push(index === count ? endOfChain : start + index);
    }
    bodies.push(Buffer.concat([bytes, Buffer.alloc(count * sectorBytes - bytes.length)]));
    return start;
  };
  add(Buffer.alloc(directorySectors * sectorBytes));
  const starts = nodes.map(({ data }) => add(data));
  bodies[0] = directoryOf(nodes, starts, directorySectors, options.classId);
  if (options.loop) next[directorySectors - 1] = 0;
  // The table of sectors lists itself as well.
  const tableSectors = Math.ceil((next.length + 8) / 128);
  const tableStart = next.length;
  for (let index = 0; index < tableSectors; index += 1) next.push(0xfffffffd);
  const table = Buffer.alloc(tableSectors * sectorBytes, 0xff);
  next.forEach((number, index) => {
    table.writeUInt32LE(number, index * 4);
  });
  return Buffer.concat([header(tableStart, tableSectors), ...bodies, table]);
}

function header(tableStart: number, tableSectors: number): Buffer {
  const bytes = Buffer.alloc(sectorBytes);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  bytes.writeUInt16LE(0x3e, 0x18);
  bytes.writeUInt16LE(3, 0x1a);
  bytes.writeUInt16LE(0xfffe, 0x1c);
  bytes.writeUInt16LE(9, 0x1e);
  bytes.writeUInt16LE(6, 0x20);
  bytes.writeUInt32LE(tableSectors, 0x2c);
  bytes.writeUInt32LE(0, 0x30);
  bytes.writeUInt32LE(0, 0x38);
  bytes.writeUInt32LE(endOfChain, 0x3c);
  bytes.writeUInt32LE(endOfChain, 0x44);
  for (let index = 0; index < 109; index += 1) {
    bytes.writeUInt32LE(index < tableSectors ? tableStart + index : none, 0x4c + index * 4);
  }
  return bytes;
}

function directoryOf(
  nodes: readonly Node[],
  starts: readonly number[],
  sectors: number,
  classId = '',
): Buffer {
  const bytes = Buffer.alloc(sectors * sectorBytes);
  nodes.forEach((node, index) => {
    const at = index * 128;
    bytes.write(node.name, at, 'utf16le');
    bytes.writeUInt16LE((node.name.length + 1) * 2, at + 64);
    bytes.writeUInt8(node.kind, at + 66);
    bytes.writeUInt32LE(none, at + 68);
    // Siblings in a row, each to the right of the one before.
    const parent = nodes.find(({ children }) => children.includes(index));
    const place = parent?.children.indexOf(index) ?? -1;
    bytes.writeUInt32LE(parent?.children[place + 1] ?? none, at + 72);
    bytes.writeUInt32LE(node.children[0] ?? none, at + 76);
    if (index === 0 && classId) Buffer.from(classId, 'hex').copy(bytes, at + 80);
    bytes.writeUInt32LE(starts[index] ?? endOfChain, at + 116);
    bytes.writeUInt32LE(node.data.length, at + 120);
  });
  return bytes;
}

/** The beginning of a Word 97 text, with `flags` of its FIB, and what follows. */
export function wordText(text = 'Hello', flags = 0): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt16LE(0xa5ec, 0);
  head.writeUInt16LE(flags, 10);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}

/** A stream of Excel's records, each `[type, data]`, after the one that begins it. */
export function workbook(...records: [number, Buffer][]): Buffer {
  const all: [number, Buffer][] = [[0x0809, Buffer.alloc(16)], ...records, [0x0a, Buffer.alloc(0)]];
  return Buffer.concat(
    all.map(([type, data]) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(data.length, 2);
      return Buffer.concat([head, data]);
    }),
  );
}

/** A stream of PowerPoint's records, each `[type, data]`. */
export function slides(...records: [number, Buffer][]): Buffer {
  return Buffer.concat(
    records.map(([type, data]) => {
      const head = Buffer.alloc(8);
      head.writeUInt16LE(type, 2);
      head.writeUInt32LE(data.length, 4);
      return Buffer.concat([head, data]);
    }),
  );
}
