/** What the demo's team has to do: some of it done, some late, most of it talked about. */
import type { TaskPriority, TaskRelation, TaskStatus } from '#domain/tasks/task.events.ts';

export interface DemoTask {
  project: string;
  title: string;
  description?: string;
  status: TaskStatus;
  priority?: TaskPriority;
  /** Who made it; an owner or editor of the project. */
  by: string;
  assignees: readonly string[];
  /** From today; negative is past. */
  dueInDays?: number;
  labels?: readonly string[];
  comments?: readonly [by: string, text: string][];
  /** In their order; those that begin with a tick are done. */
  steps?: readonly string[];
  /** To tasks of the same project that stand before it here, by their titles. */
  related?: readonly [relation: TaskRelation, title: string][];
}

export const tasks: readonly DemoTask[] = [
  {
    project: 'river',
    title: 'Lower the upper weir by forty centimetres',
    description:
      'The permit allows work until the end of March, when the spawning season begins. Excavator from the north bank only: the south bank is soft since the flood.',
    status: 'in_progress',
    priority: 'urgent',
    by: 'camille',
    assignees: ['tom', 'marta'],
    dueInDays: 5,
    labels: ['works', 'permit'],
    steps: ['✓ Permit at hand', '✓ Contractor asked', 'Anglers told', 'Gauge read every hour'],
    comments: [
      ['tom', 'The contractor can come on Thursday, two days at the most.'],
      ['camille', 'Thursday is fine. I will tell the anglers’ association.'],
      ['marta', 'Please keep the gauge readings every hour while they dig.'],
    ],
  },
  {
    project: 'river',
    title: 'Order 1,200 willow cuttings',
    description: 'White willow and osier, half and half, cut in January, one metre long.',
    status: 'done',
    priority: 'high',
    by: 'ines',
    assignees: ['ines'],
    dueInDays: -12,
    labels: ['planting'],
    comments: [['ines', 'Commande passée, livraison le 3 au dépôt communal.']],
  },
  {
    project: 'river',
    title: 'Find volunteers for the planting weekend',
    status: 'in_progress',
    priority: 'medium',
    by: 'camille',
    assignees: ['ines', 'camille'],
    dueInDays: 9,
    labels: ['planting', 'people'],
    comments: [['ines', '23 inscrits, il en faut encore une dizaine.']],
    steps: ['✓ Write to the school', '✓ Notice at the town hall', 'Count who comes on Sunday'],
    related: [['relates', 'Order 1,200 willow cuttings']],
  },
  {
    project: 'river',
    title: 'Measure the flow at the three gauges',
    description: 'Same hour at each gauge, and note the water temperature.',
    status: 'in_review',
    by: 'marta',
    assignees: ['marta'],
    dueInDays: -1,
    labels: ['monitoring'],
    comments: [
      ['marta', 'Readings are in the shared sheet. Gauge 2 looks too high: can somebody check it?'],
      ['tom', 'I pass there tomorrow and read it again.'],
    ],
  },
  {
    project: 'river',
    title: 'Write to the mill’s new owners',
    status: 'todo',
    priority: 'low',
    by: 'camille',
    assignees: [],
    labels: ['people'],
  },
  {
    project: 'river',
    title: 'Rent a second excavator',
    status: 'cancelled',
    by: 'tom',
    assignees: ['tom'],
    labels: ['works'],
    comments: [['tom', 'Too heavy for the access road. We go with one.']],
    related: [['blocks', 'Lower the upper weir by forty centimetres']],
  },
  {
    project: 'river',
    title: 'Signs for the closed footpath',
    status: 'todo',
    priority: 'high',
    by: 'tom',
    assignees: ['tom'],
    dueInDays: 2,
    labels: ['works', 'people'],
  },
  {
    project: 'garden',
    title: 'Réparer le chauffage de la serre',
    description:
      'Le thermostat se coupe vers 4 h du matin. Devis de l’électricien dans le classeur.',
    status: 'in_progress',
    priority: 'urgent',
    by: 'ines',
    assignees: ['samuel'],
    dueInDays: 1,
    labels: ['serre'],
    comments: [
      ['samuel', 'The relay is dead. I have ordered one; it comes on Wednesday.'],
      ['ines', 'Merci ! D’ici là, deux voiles sur les semis.'],
    ],
    steps: ['✓ Purger le circuit', 'Changer la sonde', 'Essai de nuit'],
  },
  {
    project: 'garden',
    title: 'Attribuer les quatre parcelles libres',
    status: 'in_review',
    priority: 'medium',
    by: 'ines',
    assignees: ['ines', 'camille'],
    dueInDays: 6,
    labels: ['adhérents'],
    comments: [['camille', 'Sept demandes. Je propose un tirage au sort à la réunion.']],
  },
  {
    project: 'garden',
    title: 'Semer les tomates et les aubergines',
    status: 'todo',
    priority: 'high',
    by: 'lea',
    assignees: ['lea', 'samuel'],
    dueInDays: 14,
    labels: ['semis', 'serre'],
  },
  {
    project: 'garden',
    title: 'Visite de printemps du rucher',
    description: 'Réserves, couvain, état des cadres. Par 15 °C et sans vent.',
    status: 'todo',
    by: 'lea',
    assignees: ['lea'],
    dueInDays: 21,
    labels: ['rucher'],
  },
  {
    project: 'garden',
    title: 'Compost : retourner le tas nord',
    status: 'done',
    priority: 'low',
    by: 'samuel',
    assignees: ['samuel'],
    dueInDays: -4,
    labels: ['compost'],
  },
  {
    project: 'survey',
    title: 'Charge and test the light traps',
    description: 'Six traps, two spare batteries each. Traps 3 and 5 went dark early last year.',
    status: 'todo',
    priority: 'high',
    by: 'yuki',
    assignees: ['tom', 'samuel'],
    dueInDays: 11,
    labels: ['equipment'],
    comments: [['samuel', 'Batteries of 3 and 5 are new. I still have to solder the connectors.']],
  },
  {
    project: 'survey',
    title: 'Choose the dates of the nine nights',
    status: 'done',
    by: 'yuki',
    assignees: ['yuki'],
    dueInDays: -8,
    labels: ['planning'],
    comments: [['tom', 'None of them is near a full moon. Good.']],
  },
  {
    project: 'survey',
    title: 'Check last year’s hawk-moth identifications',
    status: 'in_progress',
    by: 'yuki',
    assignees: ['yuki'],
    dueInDays: -2,
    labels: ['data'],
  },
  {
    project: 'report',
    title: 'Collect the figures of all projects',
    status: 'in_progress',
    priority: 'high',
    by: 'henrik',
    assignees: ['henrik', 'camille'],
    dueInDays: 4,
    labels: ['figures'],
    comments: [['camille', 'River and garden are in. The survey’s are still missing.']],
  },
  {
    project: 'report',
    title: 'Relire et traduire les textes',
    status: 'todo',
    priority: 'medium',
    by: 'camille',
    assignees: ['lea'],
    dueInDays: 10,
    labels: ['textes'],
  },
  {
    project: 'report',
    title: 'Choose twelve pictures',
    status: 'in_review',
    by: 'lea',
    assignees: ['lea'],
    dueInDays: 3,
    labels: ['pictures'],
    comments: [
      ['lea', 'Première sélection dans les fichiers du projet.'],
      ['henrik', 'Lovely. The second one from the weir should be the cover.'],
    ],
  },
];
