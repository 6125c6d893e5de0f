### The words of the child's pages, in English.
###
### A message may be written once more for a wording: “thanks-mixed-12-15” is taken for the
### wording 12-15, and “thanks-mixed” where there is none. What has no such ending is written
### for children of 8 to 11 and reads well to all. The ending for 16+ is “-16-over”.
###
### Rules: one thought in a sentence, at most 15 words, plain meanings, calm. Never promise
### more than docs say. “{ $name }” and the like are filled in: keep them as they are.

## Welcome

welcome-hello = Hello!
ways-title = How do you want your questions?
words-4-7 = Pictures
words-8-11 = Short questions
words-12-15 = Longer questions
words-16-over = Questions for 16 and over
spoken = Spoken
signed = Signed
language = Language
who-asks = Who is asking?
why-ask = Why are we asking?
what-happens = What happens to my answers?
promise = We don’t ask your name and we won’t try to find out who you are.
your-choice = You choose if you want to take part. You can stop at any time.
your-choice-12-15 = It is up to you if you take part. You can stop at any time.
skip-hint = You can skip any question.
start = Start

## What is done to the counts (one of the three is shown)

counts-protected = We change some of the counts a little. It makes it hard to tell who said what.
counts-protected-12-15 = We change some of the counts a little, at random. It makes it hard to tell who said what.
counts-rounded = We round the counts. It makes it hard to tell who said what.
counts-plain = We show the counts as they are, when 10 children or more take part. Someone who knows the other answers could work out yours.

## Buttons, always in the same place

next = Next
back = Back
skip = Skip
help = Help
hide-this = Hide this
listen = Listen
stop = Stop
send = Send my answers
finish = Finish
close = Close
undo = Undo

## Look

look = Look
look-title = How do you want the page to look?
look-usual = Usual colours
look-contrast = Strong colours on black
look-cream = Cream
size-title = How big do you want the words?
size-1 = Usual words
size-2 = Bigger words
size-3 = Biggest words

## Questions

progress = { $here } of { $all }
progress-spoken = Question { $here } of { $all }
choose-one = Choose one.
choose-many = Choose as many as you like.
choose-up-to = You can choose up to { $limit }.
limit-words = You can choose { $limit }. Take one away first.
chosen = Chosen
no-longer-asked = This question has gone, because you changed an answer.
last-question = That was the last question.
last-question-more = You can go back and change your answers. Or you can send them now.
before-send = After you send them, we cannot take your answers out.
before-send-12-15 = After you send them, we cannot find your answers to change them or take them out.
check-title = Your answers
check-change = Change
check-skipped = Skipped

## Writing something (only where somebody reads it the same day)

remark-reader = { $name } reads what you write today.
remark-must-tell = If it says that someone is being hurt, and who or where, they must tell people who keep children safe.
remark-may-not-find = They may not be able to find you.
remark-talk = If you want help, press Talk to someone.
remark-no-names = Please leave out names.

## Sending

trying = We are sending your answers. This can take a moment.
failed = Your answers have not been sent yet. Please press Send again.
failed-more = If it happens again, please tell an adult here.
kept-here = Your answers are kept safe on this tablet. It will send them later.
try-again = Send again

## Thank you

thanks-title = Thank you.
thanks-mixed = Your answers are in. They will be mixed with everyone else’s. We won’t try to find out who you are.
thanks-mixed-12-15 = Your answers are in. They will be counted together with everyone else’s. We won’t try to find out who you are.
thanks-when = On { $date } you can see what children said.
thanks-when-12-15 = On { $date } you can see what everyone said.
thanks-when-where = On { $date } you can see what children said, { $place }.
thanks-when-where-12-15 = On { $date } you can see what everyone said, { $place }.
thanks-pass-on = You can pass the tablet on now.
thanks-own-device = You can close this page now.
late-thanks = Thank you. Your answers came after the end. They are kept safe, but they may not be counted.
late-thanks-12-15 = Thank you. Your answers came after this had closed. They are kept safe, but they may not be counted.

## Talk to someone

talk-to-someone = Talk to someone
talk-title = Would you like to talk to someone?
talk-lead = You can talk about anything. It is never kept with your answers.
talk-adults-today = You can talk to an adult here today.
talk-adult-named = { $name }, { $role }
talk-adults-none = You can talk to an adult you trust.
talk-who = Who?
talk-how = How?
talk-now = Now
talk-later = Later, quietly
talk-phone = I’d rather phone or text
talk-ask = Ask { $name }
talk-asked = We have told { $name }.
talk-no-thanks = No, thank you
talk-childline = Childline: 0800 1111
talk-childline-more = It is free to call, at any time. You can also chat online.
talk-childline-more-12-15 = It is free to call, at any time of day or night. You can also chat online at childline.org.uk.
talk-childline-sign = You can also sign with Childline. Their website says when.
talk-danger = If you are in danger now, call 999.
talk-back = Back to my questions

## Help

help-title = Help
help-right = There are no wrong answers. We want to know what you think.
help-skip = You can skip any question. Press Skip.
help-back = You can change an answer. Press Back and choose again.
help-listen = You can hear the question. Press Listen.
help-look = You can change the colours and make the words bigger. Press Look.
help-hide = You can hide this page fast. Press Hide this. It wipes the answers you have not sent.
help-stop = You can stop at any time. Answers that you have not sent are not kept.
help-word = If a word is hard, you can ask an adult here or skip the question.
help-private = Other people should not look while you answer. You can ask them to move.
help-talk = If you are worried about something, you can talk to someone.
help-close = Back to my questions

## Hide this (the page that is shown instead is dull on purpose)

hidden-title = Times tables
hidden-text = 7, 14, 21, 28, 35, 42, 49, 56, 63, 70
hidden-again = Start again

## Still there?

idle-title = Are you still there?
idle-text = If you need more time, press the button.
idle-more = I am still here
idle-wiped = We wiped the answers, so that nobody else sees them.

## When the questions are not open

event-unknown-title = We can’t find these questions
event-unknown-text = The address may have a mistake in it. Please ask the adult who gave it to you.
event-not-yet-title = These questions are not open yet
event-not-yet-text = They open on { $date }. Please come back then.
event-not-yet-text-no-date = Please ask an adult when they open.
event-closed-title = These questions are closed
event-closed-text = Thank you. We are not taking more answers. You can still talk to someone.
event-closed-text-12-15 = Thank you. This has closed, so we are not taking more answers. You can still talk to someone.

## When something goes wrong

not-understood = We could not read one of your answers. Please look at it again. Your other answers are still here.
not-understood-12-15 = There is an answer we could not read. Please check the one we have marked. Your other answers are still here.
not-understood-here = Please choose again here.
too-big = This was too much for us to take in. It is our fault. Please tell an adult here.
already-sent = These answers were sent before. You do not need to send them again.
sent-differently = These answers were sent before, and then changed. The first answers are kept.
something-wrong-title = Something went wrong
something-wrong-text = It is not your fault. Please try again in a minute, or tell an adult here.
