import { useMeetingChat } from 'ecosystia';
import { type SubmitEvent, useState } from 'react';

export function Chat({ meetingId }: { meetingId: string }) {
  const chat = useMeetingChat(meetingId);
  const [text, setText] = useState('');
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    chat.sendMessage(text);
    setText('');
  };
  return (
    <section aria-label="Chat" data-live={chat.isConnected}>
      <p>In the room: {chat.participants.map(({ name }) => name).join(', ')}</p>
      {chat.hasEarlier && (
        <button type="button" onClick={() => void chat.loadEarlier()}>
          Earlier
        </button>
      )}
      <ul aria-label="Messages">
        {chat.messages
          .filter(({ kind }) => kind === 'message')
          .map(({ id, user, text: said, state, client_id: clientId }) => (
            <li key={id} data-state={state}>
              {user?.name}: {said}
              {state === 'failed' && clientId && (
                <button type="button" onClick={() => chat.retry(clientId)}>
                  Send again
                </button>
              )}
            </li>
          ))}
      </ul>
      <p>{chat.typing.map(({ name }) => `${name} is typing`).join(', ')}</p>
      <form onSubmit={send}>
        <input
          aria-label="Message"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            chat.setTyping();
          }}
        />
        <button type="submit" disabled={text.trim() === ''}>
          Send
        </button>
      </form>
    </section>
  );
}
