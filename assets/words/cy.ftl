### The words of the child's pages, in Welsh. The rules are at the head of en.ftl.
###
### Translated for this project. Not yet read by a native speaker.
###
### The child is always “ti”, at every age. Welsh changes the first letter of a word after
### another, so every message is a whole sentence, and nothing is put together from parts.

## The language itself

language-name = Cymraeg
# ltr or rtl
direction = ltr
# yes, once a native speaker who knows children has read the whole file; else no
read-by-a-native-speaker = no
# The ten digits, 0 to 9
digits = 0123456789
day = { $day } { $month }
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr

## Welcome

welcome-hello = Helo!
ways-title = Sut wyt ti eisiau dy gwestiynau?
way-pictures = Lluniau
way-words = Geiriau
way-spoken = Ar lafar
way-signed = Iaith arwyddion
words-title = Pa gwestiynau wyt ti eisiau?
words-hint = Cei di ddewis unrhyw rai. Does dim ots faint yw dy oed di.
words-4-7 = Cwestiynau gyda lluniau
words-8-11 = Cwestiynau byr
words-12-15 = Cwestiynau hirach
words-16-over = Cwestiynau i rai 16 oed a hŷn
language = Iaith
who-asks = Pwy sy’n gofyn?
why-ask = Pam rydyn ni’n gofyn?
what-happens = Beth sy’n digwydd i fy atebion?
promise = Dydyn ni ddim yn gofyn am dy enw, a fyddwn ni ddim yn ceisio darganfod pwy wyt ti.
your-choice = Ti sy’n dewis a wyt ti eisiau cymryd rhan. Cei di stopio unrhyw bryd.
your-choice-12-15 = Ti sydd i benderfynu a wyt ti’n cymryd rhan. Cei di stopio unrhyw bryd.
skip-hint = Cei di neidio dros unrhyw gwestiwn.
before-start-4-7 = Ar ôl i ti anfon dy atebion, allwn ni ddim eu tynnu allan.
start = Dechrau
not-now = Dydw i ddim eisiau
not-now-title = Mae hynny’n iawn.
not-now-text = Does dim rhaid i ti ateb. Cei di roi’r tabled yn ôl.

## Can you answer without anyone seeing? (only where the officer wants it)

alone-title = Wyt ti’n gallu ateb heb i neb weld?
alone-yes = Ydw
alone-no = Nac ydw
alone-help = Gofynna i bobl symud i ffwrdd. Neu chwilia am le tawelach.
alone-wait = Cei di gymryd egwyl a mynd ymlaen wedyn.

## What is done to the counts (one of the three is shown)

counts-protected = Rydyn ni’n newid rhai o’r rhifau ychydig bach. Mae’n anodd dweud wedyn pwy ddywedodd beth.
counts-protected-12-15 = Rydyn ni’n newid rhai o’r rhifau ychydig bach, ar hap. Mae’n anodd dweud wedyn pwy ddywedodd beth.
counts-rounded = Rydyn ni’n talgrynnu’r rhifau. Mae’n anodd dweud wedyn pwy ddywedodd beth.
counts-plain = Rydyn ni’n dangos y rhifau fel y maen nhw, os bydd 10 neu fwy o blant yn cymryd rhan. Gallai rhywun sy’n gwybod yr atebion eraill weithio allan beth oedd dy rai di.

## Buttons, always in the same place

next = Nesaf
back = Yn ôl
skip = Neidio
help = Help
hide-this = Cuddio hwn
listen = Gwrando
stop = Stopio
send = Anfon fy atebion
finish = Gorffen
close = Cau
undo = Dadwneud

## Look

look = Golwg
look-words = Sut wyt ti eisiau dy gwestiynau?
look-failed = Wnaeth hynny ddim gweithio’r tro hwn. Tria eto, os gweli di’n dda.
look-title = Sut wyt ti eisiau i’r dudalen edrych?
look-usual = Lliwiau arferol
look-contrast = Lliwiau cryf ar ddu
look-cream = Lliw hufen
size-title = Pa mor fawr wyt ti eisiau’r geiriau?
size-1 = Geiriau arferol
size-2 = Geiriau mwy
size-3 = Geiriau mwyaf

## Questions

progress = { $here } o { $all }
progress-spoken = Cwestiwn { $here } o { $all }
choose-one = Dewisa un.
choose-row = Dewisa un ar gyfer hwn.
dont-understand = Dydw i ddim yn deall
rank-hint = Tapia’r peth pwysicaf i ti yn gyntaf. Wedyn tapia’r nesaf. Rydyn ni’n cyfrif dy un cyntaf.
rank-hint-4-7 = Tapia’r un rwyt ti’n ei hoffi orau yn gyntaf.
rank-plain = Dewisa’r peth pwysicaf i ti.
rank-again = Dechrau eto
number-hint = Defnyddia’r botymau, neu ysgrifenna rif.
number-plain = Ysgrifenna rif.
number-less = Un yn llai
number-more = Un yn fwy
not-a-number = Ysgrifenna rif, fel 3, os gweli di’n dda.
choose-many = Dewisa gymaint ag wyt ti eisiau.
choose-up-to = Cei di ddewis hyd at { $limit }.
limit-words = Cei di ddewis { $limit }. Tynna un i ffwrdd yn gyntaf.
chosen = Wedi’i ddewis
no-longer-asked = Mae’r cwestiwn hwn wedi mynd, achos rwyt ti wedi newid ateb.
last-question = Dyna’r cwestiwn olaf.
last-question-more = Cei di fynd yn ôl a newid dy atebion. Neu cei di eu hanfon nawr.
before-send = Ar ôl i ti eu hanfon, allwn ni ddim tynnu dy atebion allan.
before-send-12-15 = Ar ôl i ti eu hanfon, allwn ni ddim dod o hyd i dy atebion i’w newid na’u tynnu allan.
check-title = Dy atebion
check-lead = Edrycha ar dy atebion. Cei di newid pob un.
check-change = Newid
check-change-this = Newid: { $question }
check-skipped = Heb ateb
check-wrote = Fe ysgrifennaist ti rywbeth:
done-title = Wedi gorffen?
done-lead = Cei di anfon dy atebion nawr. Neu cei di fynd yn ôl.

## Hard words

word-title = Beth yw ystyr hyn?

## Listening

listen-to = Gwrando: { $text }
listen-words = Dangos pob gair wrth iddo gael ei ddweud
listen-some = Does dim llais i rai o’r geiriau yma. Cei di ofyn i rywun eu darllen i ti.
listen-none = Does dim sain ar hyn o bryd. Tria eto cyn bo hir, os gweli di’n dda.
sign-watch = Gwylio mewn iaith arwyddion

## Moving by switch

scan-title = Un switsh neu ddau
scan-off = Dim switsh
scan-one = Un switsh
scan-two = Dau switsh
scan-one-hint = Mae’r dudalen yn symud ar ei phen ei hun. Pwysa’r switsh i ddewis.
scan-two-hint = Mae’r switsh cyntaf yn symud ymlaen. Mae’r ail switsh yn dewis.
scan-seconds = Eiliadau ar gyfer pob peth
scan-slower = Arafach
scan-faster = Cyflymach

## A break

pause = Cymryd egwyl
pause-title = Wyt ti eisiau egwyl?
pause-lead = Mae dy atebion yn aros ar y tabled hwn. Mae’r dudalen yn agor eto gyda dy lun.
pause-lead-4-7 = Mae dy atebion yn aros yma i ti.
pause-picture = Dewisa lun. Mae’n agor dy dudalen eto.
pause-how-long = Am faint?
pause-wiped = Pan fydd yr amser ar ben, byddwn ni’n dileu dy atebion.
pause-minutes = { $minutes } munud
pause-start = Dechrau fy egwyl
paused-title = Egwyl
paused-text = Tapia dy lun i fynd ymlaen.
paused-left = Munudau ar ôl: { $minutes }
paused-wrong = Nid dy lun di yw hwnna. Tria eto.
paused-wait = Arhosa ychydig. Wedyn rho gynnig arall arni.
paused-over = Mae’r egwyl ar ben. Rydyn ni wedi dileu’r atebion, fel nad oes neb arall yn eu gweld.
lock-house = Tŷ
lock-letter = Llythyr
lock-glass = Gwydryn
lock-ball = Pêl
lock-phone = Ffôn
lock-drawing = Darlun
lock-book = Llyfr
lock-clock = Cloc
lock-days = Calendr

## Writing something (only where somebody reads it the same day)

remark-reader = Heddiw, bydd rhywun sy’n gweithio i gadw plant yn ddiogel yn darllen hwn.
remark-reader-4-7 = Bydd oedolyn sy’n cadw plant yn ddiogel yn darllen hwn heddiw.
remark-reader-12-15 = Heddiw, bydd rhywun sy’n gweithio i gadw pobl ifanc yn ddiogel yn darllen hwn.
remark-reader-16-over = Heddiw, bydd darllenydd diogelu, sy’n gweithio i gadw pobl yn ddiogel, yn darllen hwn.
remark-must-tell = Os yw’n dweud bod rhywun yn cael ei frifo, a phwy neu ble, rhaid iddyn nhw ddweud wrth bobl sy’n cadw plant yn ddiogel.
remark-must-tell-4-7 = Os oes rhywun yn cael ei frifo, rhaid i’r oedolyn ddweud wrth bobl sy’n gallu helpu.
remark-may-not-find = Efallai na fyddan nhw’n gallu dod o hyd i ti.
remark-apart = Mae dy eiriau’n mynd ar wahân i dy atebion.
remark-shown = Gallwn ni ddangos peth ohono, mewn geiriau eraill weithiau, ond nid pwy ysgrifennodd e. Mae dau yn edrych gyntaf.
remark-shown-4-7 = Efallai y byddwn ni’n dangos peth ohono i bobl eraill, ond byth dy enw di.
remark-talk = Os wyt ti eisiau help, pwysa ‘Siarad â rhywun’.
remark-somebody = Gall rhywun ei ysgrifennu i ti. Neu gelli di bwyso Neidio.
remark-room = Nifer y llythrennau sy’n dal i ffitio: { $left }.
remark-full = Does dim mwy o le yma.
remark-too-long = Mae hwn yn rhy hir i ni. Gwna fe’n fyrrach, os gweli di’n dda. Mae lle i { $most } o lythrennau.
remark-failed = Mae dy atebion wedi cyrraedd. Wnaeth beth ysgrifennaist ti ddim ein cyrraedd ni. Dyweda wrth oedolyn yma os yw’n bwysig i ti.
remark-no-names = Paid ag ysgrifennu enwau, os gweli di’n dda.

## Sending

trying = Rydyn ni’n anfon dy atebion. Gall hyn gymryd ychydig o amser.
failed = Dydy dy atebion ddim wedi cael eu hanfon eto. Pwysa ‘Anfon eto’, os gweli di’n dda.
failed-more = Os bydd yn digwydd eto, dweda wrth oedolyn yma, os gweli di’n dda.
kept-here = Mae dy atebion yn cael eu cadw’n ddiogel ar y tabled hwn. Bydd y tabled yn eu hanfon yn nes ymlaen.
only-here = Dydy dy atebion ddim wedi cael eu hanfon eto. Maen nhw yma o hyd. Gad y dudalen hon ar agor, a dweda wrth oedolyn yma, os gweli di’n dda.
try-again = Anfon eto

## Thank you

thanks-title = Diolch.
thanks-mixed = Mae dy atebion wedi cyrraedd. Byddan nhw’n cael eu cymysgu ag atebion pawb arall. Fyddwn ni ddim yn ceisio darganfod pwy wyt ti.
thanks-mixed-12-15 = Mae dy atebion wedi cyrraedd. Byddan nhw’n cael eu cyfrif gydag atebion pawb arall. Fyddwn ni ddim yn ceisio darganfod pwy wyt ti.
thanks-when = Ar ôl { $date } cei di weld beth ddywedodd plant.
thanks-when-12-15 = Ar ôl { $date } cei di weld beth ddywedodd pawb.
thanks-wrote = Os ysgrifennaist ti rywbeth, bydd rhywun sy’n gweithio i gadw plant yn ddiogel yn ei ddarllen heddiw.
thanks-wrote-4-7 = Os ysgrifennaist ti rywbeth, bydd oedolyn sy’n cadw plant yn ddiogel yn ei ddarllen heddiw.
thanks-wrote-12-15 = Os ysgrifennaist ti rywbeth, bydd rhywun sy’n gweithio i gadw pobl ifanc yn ddiogel yn ei ddarllen heddiw.
thanks-wrote-16-over = Os ysgrifennaist ti rywbeth, bydd darllenydd diogelu yn ei ddarllen heddiw.
thanks-wrote-by = Os ysgrifennaist ti rywbeth, bydd rhywun sy’n gweithio i gadw plant yn ddiogel yn ei ddarllen heddiw, erbyn { $time }.
thanks-wrote-by-4-7 = Os ysgrifennaist ti rywbeth, bydd oedolyn sy’n cadw plant yn ddiogel yn ei ddarllen heddiw.
thanks-wrote-by-12-15 = Os ysgrifennaist ti rywbeth, bydd rhywun sy’n gweithio i gadw pobl ifanc yn ddiogel yn ei ddarllen heddiw, erbyn { $time }.
thanks-wrote-by-16-over = Os ysgrifennaist ti rywbeth, bydd darllenydd diogelu yn ei ddarllen heddiw, erbyn { $time }.
thanks-wrote-deleted = Rydyn ni’n ei ddileu fis ar ôl i ni orffen ag e.
thanks-wrote-deleted-4-7 = Yn nes ymlaen rydyn ni’n ei ddileu.
thanks-wrote-deleted-12-15 = Rydyn ni’n ei ddileu 30 diwrnod ar ôl delio ag e.
thanks-wrote-deleted-16-over = Rydyn ni’n ei ddileu 30 diwrnod ar ôl delio ag e.
thanks-wrote-waits = Os ysgrifennaist ti rywbeth, mae’n aros yma hefyd. Bydd rhywun yn ei ddarllen ar y diwrnod y mae’n cyrraedd.
thanks-pass-on = Cei di basio’r tabled ymlaen nawr.
thanks-own-device = Cei di gau’r dudalen hon nawr.
late-thanks = Diolch. Daeth dy atebion ar ôl y diwedd. Maen nhw’n cael eu cadw’n ddiogel, ond efallai na fyddan nhw’n cael eu cyfrif.
late-thanks-12-15 = Diolch. Daeth dy atebion ar ôl i hyn gau. Maen nhw’n cael eu cadw’n ddiogel, ond efallai na fyddan nhw’n cael eu cyfrif.

## Talk to someone

talk-to-someone = Siarad â rhywun
talk-title = Hoffet ti siarad â rhywun?
talk-lead = Cei di siarad am unrhyw beth. Dydy hyn byth yn cael ei gadw gyda dy atebion.
talk-adults-today = Cei di siarad ag oedolyn yma heddiw.
talk-adult-named = { $name }, { $role }
talk-adults-none = Cei di siarad ag oedolyn rwyt ti’n ymddiried ynddo.
talk-who = Pwy?
talk-how = Sut?
talk-now = Nawr
talk-later = Wedyn, yn dawel
talk-phone = Byddai’n well gen i ffonio neu decstio
talk-ask = Gofyn i { $name }
talk-asked = Rydyn ni wedi dweud wrth { $name }.
talk-asked-now = Rydyn ni wedi dweud wrth { $name }. Bydd { $name } yn dod atat ti. Gelli di gario ymlaen yma.
talk-asked-later = Rydyn ni wedi dweud wrth { $name }. Bydd { $name } yn dod o hyd i eiliad dawel. Gelli di gario ymlaen yma.
talk-show = Dangos hwn i { $name }, os gweli di’n dda.
talk-duty-team = Pobl sy’n cadw plant yn ddiogel: { $number }
talk-advocate-number = Eiriolwr: { $number }
talk-yes = Hoffwn, os gwelwch yn dda
talk-no-thanks = Na, dim diolch
talk-childline = Childline: 0800 1111
talk-childline-more = Mae’n rhad ac am ddim i ffonio, unrhyw bryd. Cei di sgwrsio ar-lein hefyd.
talk-childline-more-12-15 = Mae’n rhad ac am ddim i ffonio, unrhyw bryd yn y dydd neu’r nos. Cei di sgwrsio ar-lein hefyd ar childline.org.uk.
talk-childline-sign = Cei di hefyd arwyddo gyda Childline. Mae eu gwefan yn dweud pryd.
talk-advocate = Cei di ofyn am eiriolwr. Mae eiriolwr ar dy ochr di ac yn dy helpu i ddweud beth rwyt ti’n ei feddwl.
talk-danger = Os wyt ti mewn perygl nawr, ffonia 999.
talk-back = Yn ôl at fy nghwestiynau

## Help

help-title = Help
help-right = Does dim atebion anghywir. Rydyn ni eisiau gwybod beth rwyt ti’n ei feddwl.
help-skip = Cei di neidio dros unrhyw gwestiwn. Pwysa ‘Neidio’.
help-back = Cei di newid ateb. Pwysa ‘Yn ôl’ a dewisa eto.
help-listen = Cei di glywed y cwestiwn. Pwysa ‘Gwrando’.
help-look = Cei di newid y lliwiau a gwneud y geiriau’n fwy. Pwysa ‘Golwg’.
help-hide = Cei di guddio’r dudalen hon yn gyflym. Pwysa ‘Cuddio hwn’. Mae’n dileu’r atebion sydd heb eu hanfon.
help-stop = Cei di stopio unrhyw bryd. Dydyn ni ddim yn cadw atebion sydd heb eu hanfon.
help-break = Cei di gymryd egwyl. Mae dy atebion yn aros ar y tabled hwn.
help-word = Os yw gair yn anodd, cei di ofyn i oedolyn yma neu neidio dros y cwestiwn.
help-private = Ddylai pobl eraill ddim edrych pan wyt ti’n ateb. Cei di ofyn iddyn nhw symud.
help-talk = Os wyt ti’n poeni am rywbeth, cei di siarad â rhywun.
help-close = Yn ôl at fy nghwestiynau

## Hide this (the page that is shown instead is dull on purpose)

hidden-title = Tablau lluosi
hidden-text = 7, 14, 21, 28, 35, 42, 49, 56, 63, 70
hidden-again = Dechrau eto

## Still there?

idle-title = Wyt ti yno o hyd?
idle-text = Os wyt ti eisiau mwy o amser, pwysa’r botwm. Os na fydd neb yn ei bwyso, byddwn ni’n dileu’r atebion.
idle-more = Rydw i yma o hyd
idle-wiped = Rydyn ni wedi dileu’r atebion, fel nad oes neb arall yn eu gweld.
tablet-shut = Does dim modd defnyddio’r tabled hwn nawr. Rho fe i oedolyn yma, os gweli di’n dda.

## A vote in the room

vote-call = Mae cwestiwn i bawb ar y sgrin fawr.
vote-go = Mynd at y cwestiwn
vote-look = Edrycha ar y sgrin fawr.
vote-next = Plentyn nesaf
vote-send = Anfon fy mhleidlais
vote-before-send = Ar ôl i ti anfon dy bleidlais, allwn ni ddim ei thynnu allan.
vote-first = Dewisa ateb yn gyntaf. Neu pwysa ‘Neidio’.
vote-over = Mae’r bleidlais ar ben.
vote-late = Cei di anfon dy ateb o hyd. Efallai na fydd yn cael ei gyfrif.

## When the questions are not open

event-unknown-title = Allwn ni ddim dod o hyd i’r cwestiynau hyn
event-unknown-text = Efallai fod camgymeriad yn y cyfeiriad. Gofynna i’r oedolyn a roddodd y cyfeiriad i ti.
event-not-yet-title = Dydy’r cwestiynau hyn ddim ar agor eto
event-not-yet-text = Maen nhw’n agor ar { $date }. Cei di ddod yn ôl bryd hynny.
event-not-yet-text-no-date = Gofynna i oedolyn pryd maen nhw’n agor.
event-on-tablets-title = Mae’r cwestiynau hyn ar y tabledi yn yr ystafell
event-on-tablets-text = Gofynna i oedolyn yma am dabled. Cei di siarad â rhywun o hyd.
event-closed-title = Mae’r cwestiynau hyn wedi cau
event-closed-text = Diolch. Dydyn ni ddim yn cymryd mwy o atebion. Cei di siarad â rhywun o hyd.
event-closed-text-12-15 = Diolch. Mae hyn wedi cau, felly dydyn ni ddim yn cymryd mwy o atebion. Cei di siarad â rhywun o hyd.

## When something goes wrong

not-understood = Doedden ni ddim yn gallu darllen un o dy atebion. Edrycha arno eto, os gweli di’n dda. Mae dy atebion eraill yma o hyd.
not-understood-12-15 = Mae un ateb nad oedden ni’n gallu ei ddarllen. Edrycha ar yr un rydyn ni wedi’i farcio, os gweli di’n dda. Mae dy atebion eraill yma o hyd.
not-understood-here = Dewisa eto yma, os gweli di’n dda.
words-changed = Mae atebion gwahanol i rai cwestiynau nawr. Ateba nhw eto, os gweli di’n dda.
words-changed-here = Mae atebion gwahanol i’r cwestiwn hwn nawr. Dewisa eto, os gweli di’n dda.
too-big = Roedd hyn yn ormod i ni ei dderbyn. Ein bai ni yw hyn. Dweda wrth oedolyn yma, os gweli di’n dda.
already-sent = Cafodd yr atebion hyn eu hanfon o’r blaen. Does dim angen i ti eu hanfon eto.
sent-differently = Cafodd yr atebion hyn eu hanfon o’r blaen, ac wedyn eu newid. Rydyn ni’n cadw’r atebion cyntaf.
something-wrong-title = Aeth rhywbeth o’i le
something-wrong-text = Nid dy fai di yw hyn. Tria eto mewn munud, neu dweda wrth oedolyn yma.
