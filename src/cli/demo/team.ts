/** A small association that looks after a river valley: what the demo shows. */
import type { Role } from '#domain/people/person.decider.ts';
import type { ProjectRole } from '#domain/projects/project.decider.ts';
import { beeChart, flowChart, survey } from './charts.ts';
import { meadow, night, river, type Scene } from './landscapes.ts';

export interface DemoPerson {
  /** Also the part of the address before the `@`. */
  key: string;
  name: string;
  role: Role;
  language: 'en' | 'fr';
}

export const people: readonly DemoPerson[] = [
  { key: 'camille', name: 'Camille Laurent', role: 'admin', language: 'fr' },
  { key: 'tom', name: 'Tom Ashworth', role: 'member', language: 'en' },
  { key: 'ines', name: 'Inès Benali', role: 'member', language: 'fr' },
  { key: 'marta', name: 'Marta Kowalska', role: 'member', language: 'en' },
  { key: 'yuki', name: 'Yuki Tanaka', role: 'member', language: 'en' },
  { key: 'samuel', name: 'Samuel Okafor', role: 'member', language: 'en' },
  { key: 'lea', name: 'Léa Fournier', role: 'member', language: 'fr' },
  { key: 'henrik', name: 'Henrik Dahl', role: 'admin', language: 'en' },
];

export interface DemoProject {
  key: string;
  name: string;
  description: string;
  owner: string;
  members: readonly [person: string, role: ProjectRole][];
}

/** In the order in which they are made: the last one heads the list. */
export const projects: readonly DemoProject[] = [
  {
    key: 'report',
    name: 'Annual report',
    description: 'Texts, figures and pictures for the general assembly.',
    owner: 'henrik',
    members: [
      ['camille', 'owner'],
      ['lea', 'editor'],
    ],
  },
  {
    key: 'survey',
    name: 'Night insect survey',
    description: 'Light traps on six sites, counted every second week from May to September.',
    owner: 'yuki',
    members: [
      ['tom', 'editor'],
      ['marta', 'viewer'],
      ['samuel', 'editor'],
    ],
  },
  {
    key: 'garden',
    name: 'Jardin des Tilleuls',
    description: 'Le jardin partagé : 32 parcelles, une serre, un rucher et beaucoup de tomates.',
    owner: 'ines',
    members: [
      ['camille', 'editor'],
      ['lea', 'editor'],
      ['samuel', 'editor'],
      ['yuki', 'viewer'],
    ],
  },
  {
    key: 'river',
    name: 'Vernay river restoration',
    description: 'Four kilometres of bank, two weirs to lower, willows to plant before April.',
    owner: 'camille',
    members: [
      ['tom', 'editor'],
      ['ines', 'editor'],
      ['marta', 'editor'],
      ['henrik', 'viewer'],
    ],
  },
];

export interface DemoPicture {
  name: string;
  altText: string;
  by: string;
  /** Null where it is the person's own. */
  project: string | null;
  width: number;
  height: number;
  format: 'jpeg' | 'png' | 'webp';
  scene: Scene;
}

const photo = { format: 'jpeg', width: 1500, height: 1000 } as const;
const portrait = { format: 'jpeg', width: 1080, height: 1350 } as const;

export const pictures: readonly DemoPicture[] = [
  {
    ...photo,
    name: 'Upper weir, early morning.jpg',
    altText: 'The valley at dawn, the river still grey between the hills',
    by: 'tom',
    project: 'river',
    scene: river(3, 'dawn'),
  },
  {
    ...photo,
    name: 'Bend at the old mill.jpg',
    altText: 'A wide bend of the river under a clear sky',
    by: 'marta',
    project: 'river',
    scene: river(11, 'day'),
  },
  {
    format: 'png',
    width: 1400,
    height: 900,
    name: 'Flow since January.png',
    altText: 'Line chart: flow falls from March on and rises again in autumn',
    by: 'ines',
    project: 'river',
    scene: flowChart,
  },
  {
    ...photo,
    width: 2200,
    height: 1467,
    name: 'Valley from the chapel.jpg',
    altText: 'The whole valley in the evening light, seen from above',
    by: 'camille',
    project: 'river',
    scene: river(27, 'dusk'),
  },
  {
    ...photo,
    width: 1280,
    height: 853,
    name: 'Willow nursery.jpg',
    altText: 'Young plants in flower on the bank, hills behind them',
    by: 'tom',
    project: 'river',
    scene: meadow(61, 'day'),
  },
  {
    ...photo,
    width: 1280,
    height: 853,
    name: 'Lower weir by night.jpg',
    altText: 'The valley under the stars',
    by: 'marta',
    project: 'river',
    scene: night(14),
  },
  {
    ...portrait,
    name: 'Prairie fleurie.jpg',
    altText: 'Une prairie en fleurs sous un ciel d’été',
    by: 'lea',
    project: 'garden',
    scene: meadow(5, 'day'),
  },
  {
    ...photo,
    name: 'Le rucher au printemps.jpg',
    altText: 'Des fleurs claires devant les collines',
    by: 'ines',
    project: 'garden',
    scene: meadow(19, 'dawn'),
  },
  {
    format: 'png',
    width: 1200,
    height: 1200,
    name: 'Récolte de miel.png',
    altText: 'Diagramme en barres : la récolte des six dernières années',
    by: 'samuel',
    project: 'garden',
    scene: beeChart,
  },
  {
    ...photo,
    name: 'Trap 4, new moon.jpg',
    altText: 'Stars over dark hills',
    by: 'yuki',
    project: 'survey',
    scene: night(8),
  },
  {
    ...portrait,
    name: 'Trap 2, half past eleven.jpg',
    altText: 'A narrow valley at night, the moon above it',
    by: 'tom',
    project: 'survey',
    scene: night(21),
  },
  {
    format: 'webp',
    width: 1600,
    height: 1000,
    name: 'Species per site.webp',
    altText: 'Six groups of coloured dots, one for each site',
    by: 'samuel',
    project: 'survey',
    scene: survey,
  },
  {
    ...photo,
    width: 2048,
    height: 1024,
    name: 'Cover picture.jpg',
    altText: 'Hills in the last light, the river shining',
    by: 'henrik',
    project: 'report',
    scene: river(42, 'dusk'),
  },
  {
    ...portrait,
    width: 900,
    height: 900,
    name: 'For my door.jpg',
    altText: 'A meadow in the evening',
    by: 'marta',
    project: null,
    scene: meadow(33, 'dusk'),
  },
];

export interface DemoMessage {
  from: string;
  /** A project's people, or one person. */
  to: { project: string } | { person: string };
  title: string;
  message: string;
  type: 'info' | 'success' | 'warning' | 'error';
}

export const messages: readonly DemoMessage[] = [
  {
    from: 'camille',
    to: { project: 'river' },
    title: 'Permit for the lower weir is there',
    message: 'The prefecture has signed. We may start on the 3rd; plans are with Tom.',
    type: 'success',
  },
  {
    from: 'henrik',
    to: { project: 'river' },
    title: 'High water expected on Thursday',
    message: 'Please keep off the left bank below the mill until the level is under 1.40 m.',
    type: 'warning',
  },
  {
    from: 'camille',
    to: { project: 'garden' },
    title: 'Samedi : on plante la haie',
    message: 'Rendez-vous à 9 h à la serre. Gants et bonne humeur bienvenus.',
    type: 'info',
  },
  {
    from: 'henrik',
    to: { person: 'camille' },
    title: 'Le rapport attend vos photos',
    message: 'Il manque encore trois images pour le chapitre 2, avant vendredi si possible.',
    type: 'info',
  },
];
