/** The team's meetings, around the day on which the demo is made, and what was said in their chats. */
import { scheduleMeeting } from '#server/meetings/commands.ts';
import { postMessage } from '#server/meetings/messages.ts';
import { reactTo } from '#server/meetings/reactions.ts';
import type { Services } from '#server/services.ts';
import { callerFor, done } from './cast.ts';

interface Beside {
  /** Which of those before it answers. */
  answers?: number;
  reactions?: readonly [person: string, emoji: string][];
}

interface DemoMeeting {
  title: string;
  description: string;
  organizer: string;
  participants: readonly string[];
  /** A project's key. */
  project: string | null;
  /** From today, at what time in UTC and for how long. */
  inDays: number;
  hour: number;
  minutes: number;
  timeZone: string;
  recurrence: string | null;
  /** Who said what, in order. */
  chat: readonly [person: string, text: string, beside?: Beside][];
}

const usual = { timeZone: 'Europe/Paris', recurrence: null, minutes: 45 };

const meetings: readonly DemoMeeting[] = [
  {
    ...usual,
    title: 'Lower weir: before the diggers come',
    description: 'Access, water level, who is on site when. Bring the marked-up plans.',
    organizer: 'camille',
    participants: ['tom', 'ines', 'marta', 'henrik'],
    project: 'river',
    inDays: 1,
    hour: 8,
    chat: [
      ['camille', 'Morning all. The permit is signed, so we can start on the 3rd.'],
      ['tom', 'Good. The hauler can take the access track if it stays dry, otherwise the meadow.'],
      ['marta', 'Please not the meadow, the orchids are out. I can mark a line along the hedge.'],
      [
        'tom',
        'Fine with me. A line it is.',
        {
          answers: 2,
          reactions: [
            ['marta', '👍'],
            ['ines', '👍'],
            ['camille', '🌸'],
          ],
        },
      ],
      [
        'ines',
        'The gauge says 1.52 m and falling slowly. Under 1.40 m by Thursday, I would think.',
      ],
      ['henrik', 'Insurance wants helmets and a sign-in sheet. I will bring both.'],
      ['camille', 'Thank you! Tom, can you send the plans round tonight?'],
      ['tom', 'They are in the project since ten minutes ago.'],
    ],
  },
  {
    ...usual,
    title: 'Réunion du jardin',
    description: 'Haie, serre, tour d’arrosage de la quinzaine.',
    organizer: 'ines',
    participants: ['camille', 'lea', 'samuel', 'yuki'],
    project: 'garden',
    inDays: 3,
    hour: 17,
    minutes: 60,
    recurrence: 'FREQ=WEEKLY;INTERVAL=2',
    chat: [
      ['ines', 'Bonsoir ! On commence par la haie : qui peut samedi à 9 h ?'],
      ['lea', 'Moi, et j’amène deux bêches.'],
      ['samuel', 'I can come at ten, and bring honey for everybody.'],
      ['camille', 'Présente. Il faut encore du paillage, je passe à la scierie vendredi.'],
      ['ines', 'Parfait. Pour la serre, le vérin est cassé : elle ne s’ouvre plus toute seule.'],
      ['lea', 'J’ai mis une photo dans le projet. Une pièce à 18 €, je la commande ?'],
      ['ines', 'Oui, merci 🙏'],
    ],
  },
  {
    ...usual,
    title: 'Trap night: who takes which site',
    description: 'New moon on Friday. Six sites, four people, one car.',
    organizer: 'yuki',
    participants: ['tom', 'marta', 'samuel'],
    project: 'survey',
    inDays: 0,
    hour: 19,
    minutes: 30,
    chat: [
      ['yuki', 'Sites 1 and 2 are mine. Tom, can you drive 4 and 5?'],
      ['tom', 'Yes, from ten. Batteries are charged.'],
      ['samuel', '3 and 6 then. Is the sheet for the moths the same as in May?'],
      ['yuki', 'Same sheet, one more column for the wind.'],
      ['marta', 'I enter them on Sunday. Please write the time of each count this time 🙂'],
    ],
  },
  {
    ...usual,
    title: 'Report: chapters 1 to 3',
    description: '',
    organizer: 'henrik',
    participants: ['camille', 'lea'],
    project: 'report',
    inDays: -6,
    hour: 13,
    chat: [
      ['henrik', 'Chapter 2 still waits for three pictures.'],
      ['lea', 'Je les choisis ce soir avec Camille.'],
      ['camille', 'The figures of chapter 3 are final now, no more changes from me.'],
    ],
  },
  {
    ...usual,
    title: 'Coffee, ten minutes',
    description: '',
    organizer: 'tom',
    participants: ['camille', 'marta'],
    project: null,
    inDays: 2,
    hour: 9,
    minutes: 10,
    chat: [],
  },
];

/** Whoever was taken out of a meeting since says nothing more in it. */
const takenOut = new Set<string>(['request.not_found', 'auth.forbidden']);

/** Makes what is not there yet; the number of meetings that were. */
export async function fillMeetings(
  services: Services,
  projectIdOf: (project: string) => string,
): Promise<number> {
  let made = 0;
  for (const meeting of meetings) {
    const organizer = callerFor(meeting.organizer);
    const [known] = await services.platform.database.sql<{ id: string; status: string }[]>`
      select id, status from meetings
      where title = ${meeting.title} and organizer_id = ${organizer.personId}`;
    if (known?.status === 'cancelled') continue;
    const meetingId = known?.id ?? (await schedule(services, meeting, projectIdOf));
    if (!known) made += 1;
    const said: string[] = [];
    for (const [index, [person, text, beside = {}]] of meeting.chat.entries()) {
      const caller = callerFor(person);
      // Under the same name it is the same message, however often the demo is filled.
      const replyToId = said[beside.answers ?? -1] ?? null;
      const message = { meetingId, text, clientId: `demo ${index}`, replyToId };
      const posted = await postMessage(services, caller, { actorId: caller.personId }, message);
      const isOutside = !posted.ok && takenOut.has(posted.refusal.code);
      if (isOutside) continue;
      const { id: messageId } = done(posted);
      said[index] = messageId;
      for (const [reader, emoji] of beside.reactions ?? []) {
        const by = callerFor(reader);
        const reaction = { messageId, emoji, isOn: true };
        done(await reactTo(services, by, { actorId: by.personId }, reaction));
      }
    }
  }
  return made;
}

async function schedule(
  { platform }: Services,
  meeting: DemoMeeting,
  projectIdOf: (project: string) => string,
): Promise<string> {
  const organizer = callerFor(meeting.organizer);
  const start = new Date();
  start.setUTCDate(start.getUTCDate() + meeting.inDays);
  start.setUTCHours(meeting.hour, 0, 0, 0);
  const end = new Date(start.getTime() + meeting.minutes * 60_000);
  const { title, description, timeZone, recurrence, project } = meeting;
  const fields = {
    title,
    description,
    timeZone,
    recurrence,
    projectId: project && projectIdOf(project),
    startsAt: start.toISOString(),
    endsAt: end.toISOString(),
    participantIds: meeting.participants.map((person) => callerFor(person).personId),
  };
  const by = { actorId: organizer.personId };
  return done(await scheduleMeeting(platform, organizer, by, fields)).id;
}
