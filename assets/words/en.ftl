### The words of the child's pages, in English.
###
### A message may be written once more for a wording: “thanks-mixed-12-15” is taken for the
### wording 12-15, and “thanks-mixed” where there is none. What has no such ending is written
### for children of 8 to 11 and reads well to all. The ending for 16+ is “-16-over”.
###
### Rules: one thought in a sentence, at most 15 words, plain meanings, calm. Never promise
### more than docs say. “{ $name }” and the like are filled in: keep them as they are.
###
### Another language is another file beside this one, with the same messages, and no code.

## The language itself

language-name = English
# ltr or rtl
direction = ltr
# yes, once a native speaker who knows children has read the whole file; else no.
# English is what it was written in: whoever publishes a questionnaire reads it.
read-by-a-native-speaker = yes
# The ten digits, 0 to 9
digits = 0123456789
day = { $day } { $month }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## Welcome

welcome-hello = Hello!
ways-title = How do you want your questions?
way-pictures = Pictures
way-words = Words
way-spoken = Spoken
way-signed = Signed
words-title = Which questions do you want?
words-hint = You can choose any. It does not matter how old you are.
words-4-7 = Picture questions
words-8-11 = Short questions
words-12-15 = Longer questions
words-16-over = Questions for 16 and over
language = Language
who-asks = Who is asking?
why-ask = Why are we asking?
what-happens = What happens to my answers?
promise = We don’t ask your name and we won’t try to find out who you are.
your-choice = You choose if you want to take part. You can stop at any time.
your-choice-12-15 = It is up to you if you take part. You can stop at any time.
skip-hint = You can skip any question.
before-start-4-7 = When you have sent your answers, we cannot take them out.
start = Start
not-now = I don’t want to
not-now-title = That is fine.
not-now-text = You don’t have to answer. You can hand the tablet back.

## Can you answer without anyone seeing? (only where the officer wants it)

alone-title = Can you answer without anyone seeing?
alone-yes = Yes
alone-no = No
alone-help = Ask people to move away. Or find a quieter place.
alone-wait = You can take a break and go on later.

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
look-words = How do you want your questions?
look-failed = That did not work just now. Please try again.
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
choose-row = Choose one for this.
dont-understand = I don’t understand
rank-hint = Tap what matters most to you first. Then tap the next. We count your first one.
rank-hint-4-7 = Tap the one you like best first.
rank-plain = Choose what matters most to you.
rank-again = Start again
number-hint = Use the buttons, or write a number.
number-plain = Write a number.
number-less = One less
number-more = One more
not-a-number = Please write a number, like 3.
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
check-lead = Look at your answers. You can change each one.
check-change = Change
check-change-this = Change: { $question }
check-skipped = Skipped
check-wrote = You wrote something:
done-title = All done?
done-lead = You can send your answers now. Or you can go back.

## Hard words

word-title = What does it mean?

## Listening

listen-to = Listen: { $text }
listen-words = Show each word as it is spoken
listen-some = Some words here have no voice. You can ask someone to read them to you.
listen-none = There is no sound just now. Please try again soon.
sign-watch = Watch it signed

## Moving by switch

scan-title = One switch or two
scan-off = No switch
scan-one = One switch
scan-two = Two switches
scan-one-hint = The page moves by itself. Press the switch to choose.
scan-two-hint = The first switch moves on. The second switch chooses.
scan-seconds = Seconds for each thing
scan-slower = Slower
scan-faster = Faster

## A break

pause = Take a break
pause-title = Do you want a break?
pause-lead = Your answers stay on this tablet. The page opens again with your picture.
pause-lead-4-7 = Your answers wait here for you.
pause-picture = Choose a picture. It opens your page again.
pause-how-long = How long?
pause-wiped = When the time is over, we wipe your answers.
pause-minutes = { $minutes } minutes
pause-start = Start my break
paused-title = Break
paused-text = Tap your picture to go on.
paused-left = Minutes left: { $minutes }
paused-wrong = That is not your picture. Try again.
paused-wait = Please wait a little. Then try again.
paused-over = The break is over. We wiped the answers, so that nobody else sees them.
lock-house = House
lock-letter = Letter
lock-glass = Glass
lock-ball = Ball
lock-phone = Phone
lock-drawing = Drawing
lock-book = Book
lock-clock = Clock
lock-days = Calendar

## Writing something (only where somebody reads it the same day)

remark-reader = Someone whose job is to keep children safe will read this today.
remark-reader-4-7 = A grown-up who keeps children safe reads this today.
remark-reader-12-15 = Someone whose job is to keep young people safe will read this today.
remark-reader-16-over = A safeguarding reader, whose job is to keep people safe, will read this today.
remark-must-tell = If it says that someone is being hurt, and who or where, they must tell people who keep children safe.
remark-must-tell-4-7 = If someone is being hurt, the grown-up must tell people who can help.
remark-may-not-find = They may not be able to find you.
remark-apart = What you write goes apart from your answers.
remark-shown = We may show some of it, perhaps in other words, but not who wrote it. Two people check it first.
remark-shown-4-7 = We may show some of it to other people, and never your name.
remark-talk = If you want help, press Talk to someone.
remark-somebody = Someone can write it for you. Or you can press Skip.
remark-room = You have room for this many more letters: { $left }.
remark-full = There is no more room here.
remark-too-long = This is too long for us to take in. Please make it shorter. There is room for { $most } letters.
remark-failed = Your answers are in. What you wrote did not reach us. Please tell an adult here if it matters to you.
remark-no-names = Please leave out names.

## Sending

trying = We are sending your answers. This can take a moment.
failed = Your answers have not been sent yet. Please press Send again.
failed-more = If it happens again, please tell an adult here.
kept-here = Your answers are kept safe on this tablet. It will send them later.
only-here = Your answers are not sent yet. They are still here. Please leave this page open, and tell an adult here.
try-again = Send again

## Thank you

thanks-title = Thank you.
thanks-mixed = Your answers are in. They will be mixed with everyone else’s. We won’t try to find out who you are.
thanks-mixed-12-15 = Your answers are in. They will be counted together with everyone else’s. We won’t try to find out who you are.
thanks-when = After { $date } you can see what children said.
thanks-when-12-15 = After { $date } you can see what everyone said.
thanks-wrote = If you wrote something, someone whose job is to keep children safe reads it today.
thanks-wrote-4-7 = If you wrote something, a grown-up who keeps children safe reads it today.
thanks-wrote-12-15 = If you wrote something, someone whose job is to keep young people safe reads it today.
thanks-wrote-16-over = If you wrote something, a safeguarding reader reads it today.
thanks-wrote-by = If you wrote something, someone whose job is to keep children safe reads it today, by { $time }.
thanks-wrote-by-4-7 = If you wrote something, a grown-up who keeps children safe reads it today.
thanks-wrote-by-12-15 = If you wrote something, someone whose job is to keep young people safe reads it today, by { $time }.
thanks-wrote-by-16-over = If you wrote something, a safeguarding reader reads it today, by { $time }.
thanks-wrote-deleted = We delete it a month after we are done with it.
thanks-wrote-deleted-4-7 = Later we wipe it away.
thanks-wrote-deleted-12-15 = We delete it 30 days after we dealt with it.
thanks-wrote-deleted-16-over = We delete it 30 days after we dealt with it.
thanks-wrote-waits = If you wrote something, it waits here too. Someone reads it on the day it arrives.
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
talk-asked-now = We have told { $name }. { $name } will come to you. You can carry on here.
talk-asked-later = We have told { $name }. { $name } will find a quiet moment. You can carry on here.
talk-show = Please show this to { $name }.
talk-duty-team = People who keep children safe: { $number }
talk-advocate-number = An advocate: { $number }
talk-yes = Yes, please
talk-no-thanks = No, thank you
talk-childline = Childline: 0800 1111
talk-childline-more = It is free to call, at any time. You can also chat online.
talk-childline-more-12-15 = It is free to call, at any time of day or night. You can also chat online at childline.org.uk.
talk-childline-sign = You can also sign with Childline. Their website says when.
talk-advocate = You can ask for an advocate. An advocate is on your side and helps you speak up.
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
help-break = You can take a break. Your answers wait on this tablet.
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
idle-text = If you need more time, press the button. If nobody presses it, we wipe the answers.
idle-more = I am still here
idle-wiped = We wiped the answers, so that nobody else sees them.
tablet-shut = This tablet cannot be used now. Please give it to an adult here.

## A vote in the room

vote-call = A question for everybody is on the big screen.
vote-go = Go to the question
vote-look = Look at the big screen.
vote-next = Next child
vote-send = Send my vote
vote-before-send = After you send your vote, we cannot take it out.
vote-first = Choose an answer first, or press Skip.
vote-over = The vote is over.
vote-late = You can still send your answer. It may not be counted.

## When the questions are not open

event-unknown-title = We can’t find these questions
event-unknown-text = The address may have a mistake in it. Please ask the adult who gave it to you.
event-not-yet-title = These questions are not open yet
event-not-yet-text = They open on { $date }. Please come back then.
event-not-yet-text-no-date = Please ask an adult when they open.
event-on-tablets-title = These questions are on the tablets in the room
event-on-tablets-text = Please ask an adult here for a tablet. You can still talk to someone.
event-closed-title = These questions are closed
event-closed-text = Thank you. We are not taking more answers. You can still talk to someone.
event-closed-text-12-15 = Thank you. This has closed, so we are not taking more answers. You can still talk to someone.

## When something goes wrong

not-understood = We could not read one of your answers. Please look at it again. Your other answers are still here.
not-understood-12-15 = There is an answer we could not read. Please check the one we have marked. Your other answers are still here.
not-understood-here = Please choose again here.
words-changed = Some questions have other answers now. Please answer them again.
words-changed-here = This question has other answers now. Please choose again.
too-big = This was too much for us to take in. It is our fault. Please tell an adult here.
already-sent = These answers were sent before. You do not need to send them again.
sent-differently = These answers were sent before, and then changed. The first answers are kept.
something-wrong-title = Something went wrong
something-wrong-text = It is not your fault. Please try again in a minute, or tell an adult here.
