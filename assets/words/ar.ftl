### The words of the child's pages, in Arabic. The rules are at the head of en.ftl.
###
### Translated for this project. Not yet read by a native speaker.
###
### Simple Modern Standard Arabic. Verbs of the present tense and commands tell a boy from a
### girl, so “you” is said by nouns (“يمكنك اختيار …”, “الرجاء …”) and by the past tense.
### Months stand in the names of both halves of the Arab world. Telephone numbers stay in the
### digits that are on the keys.

## The language itself

language-name = العربية
# ltr or rtl
direction = rtl
# yes, once a native speaker who knows children has read the whole file; else no
read-by-a-native-speaker = no
# The ten digits, 0 to 9
digits = ٠١٢٣٤٥٦٧٨٩
day = { $day } { $month }
month-1 = يناير (كانون الثاني)
month-2 = فبراير (شباط)
month-3 = مارس (آذار)
month-4 = أبريل (نيسان)
month-5 = مايو (أيار)
month-6 = يونيو (حزيران)
month-7 = يوليو (تموز)
month-8 = أغسطس (آب)
month-9 = سبتمبر (أيلول)
month-10 = أكتوبر (تشرين الأول)
month-11 = نوفمبر (تشرين الثاني)
month-12 = ديسمبر (كانون الأول)

## Welcome

welcome-hello = مرحبًا!
ways-title = بأي شكل تناسبك الأسئلة؟
way-pictures = صور
way-words = كلمات
way-spoken = مسموعة
way-signed = بلغة الإشارة
words-title = أي أسئلة تناسبك؟
words-hint = يمكنك اختيار أي منها. عمرك غير مهم هنا.
words-4-7 = أسئلة بالصور
words-8-11 = أسئلة قصيرة
words-12-15 = أسئلة أطول
words-16-over = أسئلة لعمر ١٦ أو أكثر
language = اللغة
who-asks = من يسأل؟
why-ask = لماذا نسأل؟
what-happens = ماذا يحدث لإجاباتي؟
promise = لا نسألك عن اسمك، ولن نحاول أن نعرف من أنت.
your-choice = المشاركة من اختيارك. يمكنك التوقف في أي وقت.
your-choice-12-15 = قرار المشاركة لك. يمكنك التوقف في أي وقت.
skip-hint = يمكنك تخطّي أي سؤال.
before-start-4-7 = بعد إرسال إجاباتك لا يمكننا سحبها.
start = لنبدأ
not-now = لا أريد
not-now-title = لا بأس.
not-now-text = الإجابة ليست واجبة عليك. يمكنك إعادة الجهاز.

## Can you answer without anyone seeing? (only where the officer wants it)

alone-title = هل يمكنك الإجابة دون أن يراك أحد؟
alone-yes = نعم
alone-no = لا
alone-help = يمكنك طلب الابتعاد من الآخرين. أو الانتقال إلى مكان أهدأ.
alone-wait = يمكنك أخذ استراحة ثم المتابعة لاحقًا.

## What is done to the counts (one of the three is shown)

counts-protected = نغيّر بعض الأعداد قليلًا. هكذا يصعب أن يعرف أحد من قال ماذا.
counts-protected-12-15 = نغيّر بعض الأعداد قليلًا وبشكل عشوائي. هكذا يصعب أن يعرف أحد من قال ماذا.
counts-rounded = نقرّب الأعداد. هكذا يصعب أن يعرف أحد من قال ماذا.
counts-plain = نعرض الأعداد كما هي عندما يشارك ١٠ أطفال أو أكثر. من يعرف الإجابات الأخرى قد يعرف إجاباتك.

## Buttons, always in the same place

next = التالي
back = رجوع
skip = تخطّي
help = مساعدة
hide-this = إخفاء الصفحة
listen = استماع
stop = إيقاف
send = إرسال إجاباتي
finish = إنهاء
close = إغلاق
undo = تراجع

## Look

look = المظهر
look-words = بأي شكل تناسبك الأسئلة؟
look-failed = لم ينجح ذلك الآن. الرجاء المحاولة مرة أخرى.
look-title = أي شكل للصفحة يناسبك؟
look-usual = ألوان عادية
look-contrast = ألوان قوية على أسود
look-cream = لون كريمي
size-title = ما حجم الكلمات المناسب لك؟
size-1 = كلمات عادية
size-2 = كلمات أكبر
size-3 = أكبر الكلمات

## Questions

progress = { $here } من { $all }
progress-spoken = السؤال { $here } من { $all }
choose-one = يمكنك اختيار إجابة واحدة.
choose-row = يمكنك اختيار إجابة واحدة لهذا.
dont-understand = لا أفهم
rank-hint = الرجاء لمس أهم شيء عندك أولًا. ثم الرجاء لمس ما بعده. نحن نعدّ اختيارك الأول.
rank-hint-4-7 = الرجاء لمس أحب شيء إليك أولًا.
rank-plain = الرجاء اختيار أهم شيء عندك.
rank-again = البدء من جديد
number-hint = يمكنك استعمال الأزرار أو كتابة رقم.
number-plain = الرجاء كتابة رقم.
number-less = أقل بواحد
number-more = أكثر بواحد
not-a-number = الرجاء كتابة رقم، مثل ٣.
choose-many = يمكنك اختيار أي عدد من الإجابات.
choose-up-to = يمكنك اختيار { $limit } على الأكثر.
limit-words = يمكنك اختيار { $limit } فقط. الرجاء إزالة اختيار أولًا.
chosen = تم اختياره
no-longer-asked = اختفى هذا السؤال لأنك غيّرت إجابة.
last-question = كان هذا آخر سؤال.
last-question-more = يمكنك الرجوع وتغيير إجاباتك. أو يمكنك إرسالها الآن.
before-send = بعد الإرسال لا يمكننا سحب إجاباتك.
before-send-12-15 = بعد الإرسال لا يمكننا العثور على إجاباتك لتغييرها أو سحبها.
check-title = إجاباتك
check-lead = هذه إجاباتك. يمكنك تغيير كل واحدة منها.
check-change = تغيير
check-change-this = تغيير: { $question }
check-skipped = تم تخطّيه
check-wrote = كتبت شيئًا:
done-title = هل انتهيت؟
done-lead = يمكنك إرسال إجاباتك الآن. أو يمكنك الرجوع.

## Hard words

word-title = ماذا يعني هذا؟

## Listening

listen-to = استماع: { $text }
listen-words = إظهار كل كلمة عند نطقها
listen-some = بعض الكلمات هنا بلا صوت. يمكنك أن تطلب من شخص أن يقرأها لك.
listen-none = لا يوجد صوت الآن. الرجاء المحاولة مرة أخرى بعد قليل.
sign-watch = المشاهدة بلغة الإشارة

## Moving by switch

scan-title = مفتاح واحد أو مفتاحان
scan-off = بلا مفتاح
scan-one = مفتاح واحد
scan-two = مفتاحان
scan-one-hint = الصفحة تتحرك وحدها. الضغط على المفتاح يختار.
scan-two-hint = المفتاح الأول ينتقل إلى التالي. المفتاح الثاني يختار.
scan-seconds = عدد الثواني لكل شيء
scan-slower = أبطأ
scan-faster = أسرع

## A break

pause = أخذ استراحة
pause-title = هل تناسبك استراحة؟
pause-lead = تبقى إجاباتك على هذا الجهاز. تُفتح الصفحة من جديد بالصورة السرية.
pause-lead-4-7 = إجاباتك تنتظرك هنا.
pause-picture = الرجاء اختيار صورة سرية. هي تفتح صفحتك من جديد.
pause-how-long = كم من الوقت؟
pause-wiped = عندما ينتهي الوقت نمحو إجاباتك.
pause-minutes = عدد الدقائق: { $minutes }
pause-start = بدء استراحتي
paused-title = استراحة
paused-text = للمتابعة، الرجاء لمس صورتك السرية.
paused-left = الدقائق الباقية: { $minutes }
paused-wrong = هذه ليست صورتك السرية. يمكنك المحاولة مرة أخرى.
paused-wait = الرجاء الانتظار قليلاً، ثم المحاولة من جديد.
paused-over = انتهت الاستراحة. مسحنا الإجابات حتى لا يراها أحد غيرك.
lock-house = بيت
lock-letter = رسالة
lock-glass = كأس
lock-ball = كرة
lock-phone = هاتف
lock-drawing = رسمة
lock-book = كتاب
lock-clock = ساعة
lock-days = تقويم

## Writing something (only where somebody reads it the same day)

remark-reader = اليوم يقرأ كلامك شخص عمله الحفاظ على سلامة الأطفال.
remark-reader-4-7 = اليوم يقرأ كلامك شخص كبير يحافظ على سلامة الأطفال.
remark-reader-12-15 = اليوم يقرأ كلامك شخص عمله الحفاظ على سلامة الأطفال والشباب.
remark-reader-16-over = اليوم يقرأ كلامك مسؤول حماية عمله الحفاظ على سلامة الناس.
remark-must-tell = إذا ذكر كلامك أن أحدًا يتعرض للأذى، ومن هو أو أين، فيجب على من يقرؤه إخبار من يحمون الأطفال.
remark-must-tell-4-7 = إذا كان أحد يتعرض للأذى، فيجب على الشخص الكبير إخبار من يستطيعون المساعدة.
remark-may-not-find = قد لا يكون العثور عليك ممكنًا.
remark-apart = يُرسل كلامك وحده، منفصلًا عن إجاباتك.
remark-shown = قد نعرض بعضه، وربما بكلمات أخرى، ولا نعرض من كتبه. يراجعه شخصان أولًا.
remark-shown-4-7 = قد نعرض بعضه على آخرين، ولا نعرض اسمك أبدًا.
remark-talk = لطلب المساعدة، الرجاء الضغط على «التحدث مع شخص».
remark-somebody = يمكن لشخص آخر أن يكتب بدلًا منك. أو يمكن الضغط على «تخطّي».
remark-room = عدد الحروف التي بقي لها مكان: { $left }.
remark-full = لم يبقَ مكان هنا.
remark-too-long = هذا أطول مما يمكننا استلامه. الرجاء جعله أقصر. يوجد مكان لعدد { $most } من الحروف.
remark-failed = وصلت إجاباتك. لكن ما كتبته لم يصل إلينا. الرجاء إخبار شخص كبير هنا إذا كان ذلك يهمك.
remark-no-names = الرجاء عدم كتابة أسماء.

## Sending

trying = نرسل إجاباتك الآن. قد يستغرق ذلك لحظة.
failed = لم تُرسل إجاباتك بعد. الرجاء الضغط على «إرسال مرة أخرى».
failed-more = إذا حدث ذلك مرة أخرى، فالرجاء إخبار شخص كبير هنا.
kept-here = إجاباتك محفوظة بأمان على هذا الجهاز. سيرسلها الجهاز لاحقًا.
only-here = لم تُرسل إجاباتك بعد. ما زالت هنا. الرجاء ترك هذه الصفحة مفتوحة، وإخبار شخص كبير هنا.
try-again = إرسال مرة أخرى

## Thank you

thanks-title = شكرًا.
thanks-mixed = وصلت إجاباتك. سنخلطها بإجابات الجميع. لن نحاول أن نعرف من أنت.
thanks-mixed-12-15 = وصلت إجاباتك. سنعدّها مع إجابات الجميع. لن نحاول أن نعرف من أنت.
thanks-when = بعد { $date } يمكنك معرفة ما قاله الأطفال.
thanks-when-12-15 = بعد { $date } يمكنك معرفة ما قاله الجميع.
thanks-wrote = إذا كان لك كلام مكتوب، يقرؤه اليوم شخص عمله الحفاظ على سلامة الأطفال.
thanks-wrote-4-7 = إذا كان لك كلام مكتوب، يقرؤه اليوم شخص كبير يحافظ على سلامة الأطفال.
thanks-wrote-12-15 = إذا كان لك كلام مكتوب، يقرؤه اليوم شخص عمله الحفاظ على سلامة الأطفال والشباب.
thanks-wrote-16-over = إذا كان لك كلام مكتوب، يقرؤه اليوم مسؤول حماية.
thanks-wrote-by = إذا كان لك كلام مكتوب، يقرؤه اليوم شخص عمله الحفاظ على سلامة الأطفال، حتى الساعة { $time }.
thanks-wrote-by-4-7 = إذا كان لك كلام مكتوب، يقرؤه اليوم شخص كبير يحافظ على سلامة الأطفال.
thanks-wrote-by-12-15 = إذا كان لك كلام مكتوب، يقرؤه اليوم شخص عمله الحفاظ على سلامة الأطفال والشباب، حتى الساعة { $time }.
thanks-wrote-by-16-over = إذا كان لك كلام مكتوب، يقرؤه اليوم مسؤول حماية، حتى الساعة { $time }.
thanks-wrote-deleted = نحذفه بعد شهر من انتهائنا منه.
thanks-wrote-deleted-4-7 = وبعد مدة نمسحه.
thanks-wrote-deleted-12-15 = نحذفه بعد ٣٠ يومًا من معالجته.
thanks-wrote-deleted-16-over = نحذفه بعد ٣٠ يومًا من معالجته.
thanks-wrote-waits = إذا كان لك كلام مكتوب، فهو ينتظر هنا أيضًا. يقرؤه شخص في اليوم الذي يصل فيه.
thanks-pass-on = يمكنك إعطاء الجهاز لغيرك الآن.
thanks-own-device = يمكنك إغلاق هذه الصفحة الآن.
late-thanks = شكرًا. وصلت إجاباتك بعد انتهاء الوقت. هي محفوظة بأمان، لكنها قد لا تُحسب.
late-thanks-12-15 = شكرًا. وصلت إجاباتك بعد إغلاق الأسئلة. هي محفوظة بأمان، لكنها قد لا تُحسب.

## Talk to someone

talk-to-someone = التحدث مع شخص
talk-title = هل لديك رغبة في التحدث مع شخص؟
talk-lead = يمكنك التحدث عن أي شيء. لا يُحفظ ذلك أبدًا مع إجاباتك.
talk-adults-today = يمكنك التحدث اليوم مع شخص كبير هنا.
talk-adult-named = { $name }، { $role }
talk-adults-none = يمكنك التحدث مع شخص كبير هو موضع ثقتك.
talk-who = مع من؟
talk-how = كيف؟
talk-now = الآن
talk-later = لاحقًا وبهدوء
talk-phone = أفضّل الاتصال أو إرسال رسالة
talk-ask = طلب التحدث مع { $name }
talk-asked = أخبرنا { $name }.
talk-asked-now = أخبرنا { $name } بأنك تريد الكلام الآن. يمكنك أن تكمل هنا.
talk-asked-later = أخبرنا { $name } بأنك تريد الكلام لاحقًا وبهدوء. يمكنك أن تكمل هنا.
talk-show = الرجاء عرض هذا على { $name }.
talk-duty-team = من يحافظون على سلامة الأطفال: { $number }
talk-advocate-number = مناصر: { $number }
talk-yes = نعم، من فضلكم
talk-no-thanks = لا، شكرًا
talk-childline = تشايلدلاين، Childline: 0800 1111
talk-childline-more = الاتصال مجاني في أي وقت. يمكنك أيضًا الدردشة على الإنترنت.
talk-childline-more-12-15 = الاتصال مجاني في أي وقت من النهار أو الليل. يمكنك أيضًا الدردشة على الإنترنت في childline.org.uk.
talk-childline-sign = يمكنك أيضًا التحدث مع تشايلدلاين بلغة الإشارة. موقعهم على الإنترنت يذكر الأوقات.
talk-advocate = يمكنك طلب مناصر. المناصر يقف إلى جانبك ويساعدك على قول رأيك.
talk-danger = إذا كنت في خطر الآن، فالرجاء الاتصال بالرقم 999.
talk-back = الرجوع إلى أسئلتي

## Help

help-title = مساعدة
help-right = لا توجد إجابات خاطئة. نريد أن نعرف رأيك.
help-skip = يمكنك تخطّي أي سؤال بالضغط على «تخطّي».
help-back = يمكنك تغيير إجابة بالضغط على «رجوع» والاختيار من جديد.
help-listen = يمكنك سماع السؤال بالضغط على «استماع».
help-look = يمكنك تغيير الألوان وتكبير الكلمات بالضغط على «المظهر».
help-hide = يمكنك إخفاء هذه الصفحة بسرعة بالضغط على «إخفاء الصفحة». هذا يمسح الإجابات التي لم تُرسل.
help-stop = يمكنك التوقف في أي وقت. الإجابات التي لم تُرسل لا تُحفظ.
help-break = يمكنك أخذ استراحة. إجاباتك تنتظرك على هذا الجهاز.
help-word = إذا كانت كلمة صعبة، يمكنك سؤال شخص كبير هنا أو تخطّي السؤال.
help-private = يجب ألا ينظر الآخرون أثناء إجابتك. يمكنك طلب الابتعاد منهم.
help-talk = إذا كان شيء يقلقك، يمكنك التحدث مع شخص.
help-close = الرجوع إلى أسئلتي

## Hide this (the page that is shown instead is dull on purpose)

hidden-title = جدول الضرب
hidden-text = ٧، ١٤، ٢١، ٢٨، ٣٥، ٤٢، ٤٩، ٥٦، ٦٣، ٧٠
hidden-again = البدء من جديد

## Still there?

idle-title = هل ما زلت هنا؟
idle-text = للحصول على وقت أكثر، الرجاء الضغط على الزر. إذا لم يضغط عليه أحد، نمسح الإجابات.
idle-more = ما زلت هنا
idle-wiped = مسحنا الإجابات حتى لا يراها أحد غيرك.
tablet-shut = لا يمكن استخدام هذا الجهاز الآن. الرجاء إعطاؤه لشخص كبير هنا.

## A vote in the room

vote-call = هناك سؤال للجميع على الشاشة الكبيرة.
vote-go = الانتقال إلى السؤال
vote-look = انظر إلى الشاشة الكبيرة.
vote-next = الطفل التالي
vote-send = إرسال صوتي
vote-before-send = بعد إرسال صوتك لا يمكننا سحبه.
vote-first = الرجاء اختيار إجابة أولًا، أو الضغط على «تخطّي».
vote-over = انتهى التصويت.
vote-late = ما زال يمكنك إرسال إجابتك، لكنها قد لا تُحسب.

## When the questions are not open

event-unknown-title = لا نجد هذه الأسئلة
event-unknown-text = قد يكون في العنوان خطأ. الرجاء سؤال الشخص الكبير الذي أعطاك العنوان.
event-not-yet-title = هذه الأسئلة لم تُفتح بعد
event-not-yet-text = ستُفتح في { $date }. يمكنك الرجوع إليها حينها.
event-not-yet-text-no-date = الرجاء سؤال شخص كبير متى ستُفتح.
event-on-tablets-title = هذه الأسئلة على الأجهزة الموجودة في الغرفة
event-on-tablets-text = الرجاء طلب جهاز من شخص كبير هنا. ما زال يمكنك التحدث مع شخص.
event-closed-title = هذه الأسئلة مغلقة
event-closed-text = شكرًا. لم نعد نستقبل إجابات. ما زال يمكنك التحدث مع شخص.
event-closed-text-12-15 = شكرًا. انتهى الوقت، ولم نعد نستقبل إجابات. ما زال يمكنك التحدث مع شخص.

## When something goes wrong

not-understood = لم نستطع قراءة إحدى إجاباتك. الرجاء النظر إليها مرة أخرى. إجاباتك الأخرى ما زالت هنا.
not-understood-12-15 = هناك إجابة لم نستطع قراءتها. الرجاء مراجعة الإجابة التي عليها علامة. إجاباتك الأخرى ما زالت هنا.
not-understood-here = الرجاء الاختيار هنا من جديد.
words-changed = صارت لبعض الأسئلة إجابات أخرى. الرجاء الإجابة عنها من جديد.
words-changed-here = صارت لهذا السؤال إجابات أخرى. الرجاء الاختيار من جديد.
too-big = كان هذا أكبر مما نستطيع استقباله. هذا خطؤنا. الرجاء إخبار شخص كبير هنا.
already-sent = أُرسلت هذه الإجابات من قبل. لا حاجة إلى إرسالها مرة أخرى.
sent-differently = أُرسلت هذه الإجابات من قبل، ثم تغيّرت. نحتفظ بالإجابات الأولى.
something-wrong-title = حدث خطأ ما
something-wrong-text = هذا ليس خطأك. يمكنك المحاولة بعد دقيقة، أو إخبار شخص كبير هنا.
