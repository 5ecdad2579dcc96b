/** One sign, as one sees it, however many code points it is made of. */
export const oneEmoji = /^\p{RGI_Emoji}$/v;

/** What is offered at once; every other is a matter of the system's own keyboard. */
export const commonEmojis = ['👍', '❤️', '😂', '🎉', '👀', '✅'] as const;
