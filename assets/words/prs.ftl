### The words of the child's pages, in Dari. The rules are at the head of en.ftl.
###
### Translated for this project. Not yet read by a native speaker.
###
### Dari of Afghanistan, not Persian of Iran: “گپ زدن”, “کلان”, “تیلیفون”, “بلی”. The child is
### “شما”. Months are those of the western calendar, as they are called in Afghanistan.
### Telephone numbers stay in the digits that are on the keys.

## The language itself

language-name = دری
# ltr or rtl
direction = rtl
# yes, once a native speaker who knows children has read the whole file; else no
read-by-a-native-speaker = no
# The ten digits, 0 to 9
digits = ۰۱۲۳۴۵۶۷۸۹
day = { $day } { $month }
month-1 = جنوری
month-2 = فبروری
month-3 = مارچ
month-4 = اپریل
month-5 = می
month-6 = جون
month-7 = جولای
month-8 = اگست
month-9 = سپتمبر
month-10 = اکتوبر
month-11 = نومبر
month-12 = دسمبر

## Welcome

welcome-hello = سلام!
ways-title = سوال‌های‌تان را چطور می‌خواهید؟
way-pictures = تصویرها
way-words = کلمه‌ها
way-spoken = با صدا
way-signed = با زبان اشاره
words-title = کدام سوال‌ها را می‌خواهید؟
words-hint = هر کدام را می‌توانید انتخاب کنید. فرق نمی‌کند که چند ساله هستید.
words-4-7 = سوال‌های تصویری
words-8-11 = سوال‌های کوتاه
words-12-15 = سوال‌های درازتر
words-16-over = سوال‌ها برای ۱۶ ساله و بالاتر
language = زبان
who-asks = کی سوال می‌کند؟
why-ask = چرا سوال می‌کنیم؟
what-happens = با جواب‌های من چه می‌شود؟
promise = ما نام شما را نمی‌پرسیم و کوشش نمی‌کنیم بفهمیم که شما کی هستید.
your-choice = خودتان انتخاب می‌کنید که سهم بگیرید یا نه. هر وقت می‌توانید توقف کنید.
your-choice-12-15 = تصمیم با شماست که سهم بگیرید یا نه. هر وقت می‌توانید توقف کنید.
skip-hint = از هر سوال می‌توانید بگذرید.
before-start-4-7 = وقتی جواب‌های‌تان را فرستادید، نمی‌توانیم آن‌ها را بیرون بکشیم.
start = شروع
not-now = نمی‌خواهم
not-now-title = خیر است.
not-now-text = مجبور نیستید که جواب بدهید. می‌توانید تبلیت را پس بدهید.

## Can you answer without anyone seeing? (only where the officer wants it)

alone-title = آیا می‌توانید جواب بدهید بدون این که کسی ببیند؟
alone-yes = بلی
alone-no = نه
alone-help = به دیگران بگویید که دورتر بروند. یا یک جای آرام‌تر پیدا کنید.
alone-wait = می‌توانید وقفه بگیرید و بعدتر ادامه بدهید.

## What is done to the counts (one of the three is shown)

counts-protected = ما بعضی عددها را کمی تغییر می‌دهیم. آن وقت سخت است که کسی بفهمد کی چه گفت.
counts-protected-12-15 = ما بعضی عددها را کمی و به شکل تصادفی تغییر می‌دهیم. آن وقت سخت است که کسی بفهمد کی چه گفت.
counts-rounded = ما عددها را تقریبی می‌سازیم. آن وقت سخت است که کسی بفهمد کی چه گفت.
counts-plain = وقتی ۱۰ طفل یا بیشتر سهم بگیرند، عددها را همان طور که هستند نشان می‌دهیم. کسی که جواب‌های دیگر را می‌داند، شاید جواب‌های شما را بفهمد.

## Buttons, always in the same place

next = بعدی
back = برگشت
skip = گذشتن
help = کمک
hide-this = پنهان کردن
listen = شنیدن
stop = توقف
send = فرستادن جواب‌هایم
finish = ختم
close = بستن
undo = برگرداندن

## Look

look = شکل صفحه
look-words = سوال‌های‌تان را چطور می‌خواهید؟
look-failed = این بار کار نکرد. لطفاً دوباره کوشش کنید.
look-title = می‌خواهید که صفحه چه شکل باشد؟
look-usual = رنگ‌های عادی
look-contrast = رنگ‌های قوی روی سیاه
look-cream = رنگ کریمی
size-title = کلمه‌ها را چقدر کلان می‌خواهید؟
size-1 = کلمه‌های عادی
size-2 = کلمه‌های کلان‌تر
size-3 = کلان‌ترین کلمه‌ها

## Questions

progress = { $here } از { $all }
progress-spoken = سوال { $here } از { $all }
choose-one = یکی را انتخاب کنید.
choose-row = برای این یکی را انتخاب کنید.
dont-understand = نمی‌فهمم
rank-hint = اول چیزی را لمس کنید که برای شما از همه مهم‌تر است. بعد دومی را لمس کنید. ما اولی را حساب می‌کنیم.
rank-hint-4-7 = اول چیزی را لمس کنید که از همه بیشتر خوش دارید.
rank-plain = چیزی را انتخاب کنید که برای شما از همه مهم‌تر است.
rank-again = شروع دوباره
number-hint = از دکمه‌ها کار بگیرید، یا یک عدد بنویسید.
number-plain = یک عدد بنویسید.
number-less = یکی کمتر
number-more = یکی بیشتر
not-a-number = لطفاً یک عدد بنویسید، مثل ۳.
choose-many = هر چند تا که می‌خواهید انتخاب کنید.
choose-up-to = می‌توانید تا { $limit } جواب انتخاب کنید.
limit-words = می‌توانید { $limit } جواب انتخاب کنید. اول یکی را بردارید.
chosen = انتخاب شد
no-longer-asked = این سوال دیگر نیست، چون یک جواب را تغییر دادید.
last-question = این سوال آخر بود.
last-question-more = می‌توانید برگردید و جواب‌های‌تان را تغییر بدهید. یا می‌توانید حالا آن‌ها را بفرستید.
before-send = بعد از فرستادن، نمی‌توانیم جواب‌های شما را بیرون بکشیم.
before-send-12-15 = بعد از فرستادن، نمی‌توانیم جواب‌های شما را پیدا کنیم تا تغییر بدهیم یا بیرون بکشیم.
check-title = جواب‌های شما
check-lead = جواب‌های‌تان را ببینید. هر کدام را می‌توانید تغییر بدهید.
check-change = تغییر
check-change-this = تغییر: { $question }
check-skipped = از این گذشتید
done-title = تمام شد؟
done-lead = می‌توانید حالا جواب‌های‌تان را بفرستید. یا می‌توانید برگردید.

## Hard words

word-title = معنای این چیست؟

## Listening

listen-to = شنیدن: { $text }
listen-words = نشان دادن هر کلمه وقتی که گفته می‌شود
listen-some = بعضی کلمه‌ها این‌جا صدا ندارند. می‌توانید از کسی بخواهید که آن‌ها را برای‌تان بخواند.
listen-none = حالا صدا نیست. لطفاً کمی بعد دوباره کوشش کنید.
sign-watch = دیدن به زبان اشاره

## Moving by switch

scan-title = یک سویچ یا دو سویچ
scan-off = بدون سویچ
scan-one = یک سویچ
scan-two = دو سویچ
scan-one-hint = صفحه خودش حرکت می‌کند. برای انتخاب کردن، سویچ را فشار بدهید.
scan-two-hint = سویچ اول پیش می‌رود. سویچ دوم انتخاب می‌کند.
scan-seconds = چند ثانیه برای هر چیز
scan-slower = آهسته‌تر
scan-faster = تیزتر

## A break

pause = وقفه گرفتن
pause-title = آیا وقفه می‌خواهید؟
pause-lead = جواب‌های شما در همین تبلیت می‌مانند. صفحه با تصویر مخفی شما دوباره باز می‌شود.
pause-lead-4-7 = جواب‌های شما همین‌جا منتظر شما می‌مانند.
pause-picture = یک تصویر مخفی انتخاب کنید. این تصویر صفحه‌ی شما را دوباره باز می‌کند.
pause-how-long = چقدر وقت؟
pause-wiped = وقتی زمان تمام شود، جواب‌های شما را پاک می‌کنیم.
pause-minutes = { $minutes } دقیقه
pause-start = شروع وقفه‌ی من
paused-title = وقفه
paused-text = برای ادامه دادن، تصویر مخفی‌تان را لمس کنید.
paused-left = دقیقه‌های باقی‌مانده: { $minutes }
paused-wrong = این تصویر مخفی شما نیست. دوباره کوشش کنید.
paused-wait = لطفاً کمی صبر کنید. بعد دوباره کوشش کنید.
paused-over = وقفه ختم شد. ما جواب‌ها را پاک کردیم تا کسی دیگر آن‌ها را نبیند.
lock-house = خانه
lock-letter = نامه
lock-glass = گیلاس
lock-ball = توپ
lock-phone = تیلیفون
lock-drawing = رسم
lock-book = کتاب
lock-clock = ساعت
lock-days = تقویم

## Writing something (only where somebody reads it the same day)

remark-reader = { $name } نوشته‌ی شما را امروز می‌خواند.
remark-must-tell = اگر در آن باشد که به کسی آسیب می‌رسد، و به کی یا در کجا، باید به کسانی بگوید که از اطفال محافظت می‌کنند.
remark-may-not-find = شاید نتواند شما را پیدا کند.
remark-talk = اگر کمک می‌خواهید، «گپ زدن با کسی» را فشار بدهید.
remark-no-names = لطفاً نام کسی را ننویسید.

## Sending

trying = جواب‌های شما را می‌فرستیم. شاید کمی وقت بگیرد.
failed = جواب‌های شما هنوز فرستاده نشده است. لطفاً «فرستادن دوباره» را فشار بدهید.
failed-more = اگر باز هم این طور شد، لطفاً به یک کلان‌سال در این‌جا بگویید.
kept-here = جواب‌های شما در همین تبلیت محفوظ است. تبلیت بعدتر آن‌ها را می‌فرستد.
try-again = فرستادن دوباره

## Thank you

thanks-title = تشکر.
thanks-mixed = جواب‌های شما رسید. آن‌ها با جواب‌های همه یک‌جا می‌شوند. ما کوشش نمی‌کنیم بفهمیم که شما کی هستید.
thanks-mixed-12-15 = جواب‌های شما رسید. آن‌ها همراه با جواب‌های همه حساب می‌شوند. ما کوشش نمی‌کنیم بفهمیم که شما کی هستید.
thanks-when = بعد از { $date } می‌توانید ببینید که اطفال چه گفتند.
thanks-when-12-15 = بعد از { $date } می‌توانید ببینید که همه چه گفتند.
thanks-pass-on = حالا می‌توانید تبلیت را به نفر بعدی بدهید.
thanks-own-device = حالا می‌توانید این صفحه را ببندید.
late-thanks = تشکر. جواب‌های شما بعد از ختم وقت رسید. آن‌ها محفوظ است، اما شاید حساب نشود.
late-thanks-12-15 = تشکر. جواب‌های شما بعد از بسته شدن سوال‌ها رسید. آن‌ها محفوظ است، اما شاید حساب نشود.

## Talk to someone

talk-to-someone = گپ زدن با کسی
talk-title = آیا می‌خواهید با کسی گپ بزنید؟
talk-lead = درباره‌ی هر چیز می‌توانید گپ بزنید. این هیچ وقت همراه جواب‌های شما نگه داشته نمی‌شود.
talk-adults-today = امروز می‌توانید با یک کلان‌سال در این‌جا گپ بزنید.
talk-adult-named = { $name }، { $role }
talk-adults-none = می‌توانید با یک کلان‌سال که به او اعتماد دارید گپ بزنید.
talk-who = با کی؟
talk-how = چطور؟
talk-now = حالا
talk-later = بعدتر، آرام
talk-phone = بهتر است تیلیفون کنم یا پیام بفرستم
talk-ask = خبر کردن { $name }
talk-asked = ما { $name } را خبر کردیم.
talk-yes = بلی، لطفاً
talk-no-thanks = نه، تشکر
talk-childline = چایلدلاین، Childline: 0800 1111
talk-childline-more = تیلیفون کردن در هر وقت مجانی است. از راه انترنت هم می‌توانید چت کنید.
talk-childline-more-12-15 = تیلیفون کردن در هر وقت روز یا شب مجانی است. از راه انترنت هم می‌توانید چت کنید، در childline.org.uk.
talk-childline-sign = با زبان اشاره هم می‌توانید با چایلدلاین گپ بزنید. در ویب‌سایت‌شان نوشته است که چه وقت.
talk-advocate = می‌توانید یک حامی بخواهید. حامی طرفدار شماست و کمک می‌کند که گپ‌تان را بگویید.
talk-danger = اگر همین حالا در خطر هستید، به 999 زنگ بزنید.
talk-back = برگشت به سوال‌هایم

## Help

help-title = کمک
help-right = هیچ جوابی غلط نیست. می‌خواهیم بفهمیم که شما چه فکر می‌کنید.
help-skip = از هر سوال می‌توانید بگذرید. «گذشتن» را فشار بدهید.
help-back = می‌توانید یک جواب را تغییر بدهید. «برگشت» را فشار بدهید و دوباره انتخاب کنید.
help-listen = می‌توانید سوال را بشنوید. «شنیدن» را فشار بدهید.
help-look = می‌توانید رنگ‌ها را تغییر بدهید و کلمه‌ها را کلان‌تر بسازید. «شکل صفحه» را فشار بدهید.
help-hide = می‌توانید این صفحه را زود پنهان کنید. «پنهان کردن» را فشار بدهید. این کار جواب‌هایی را پاک می‌کند که هنوز نفرستاده‌اید.
help-stop = هر وقت می‌توانید توقف کنید. جواب‌هایی که نفرستاده‌اید نگه داشته نمی‌شوند.
help-break = می‌توانید وقفه بگیرید. جواب‌های شما در همین تبلیت می‌مانند.
help-word = اگر یک کلمه سخت است، می‌توانید از یک کلان‌سال در این‌جا بپرسید یا از سوال بگذرید.
help-private = وقتی جواب می‌دهید، دیگران نباید ببینند. می‌توانید بگویید که دورتر بروند.
help-talk = اگر از چیزی تشویش دارید، می‌توانید با کسی گپ بزنید.
help-close = برگشت به سوال‌هایم

## Hide this (the page that is shown instead is dull on purpose)

hidden-title = جدول ضرب
hidden-text = ۷، ۱۴، ۲۱، ۲۸، ۳۵، ۴۲، ۴۹، ۵۶، ۶۳، ۷۰
hidden-again = شروع دوباره

## Still there?

idle-title = آیا هنوز این‌جا هستید؟
idle-text = اگر وقت بیشتر لازم دارید، دکمه را فشار بدهید.
idle-more = هنوز این‌جا هستم
idle-wiped = ما جواب‌ها را پاک کردیم تا کسی دیگر آن‌ها را نبیند.

## When the questions are not open

event-unknown-title = نمی‌توانیم این سوال‌ها را پیدا کنیم
event-unknown-text = شاید در آدرس اشتباه باشد. لطفاً از کلان‌سالی بپرسید که آدرس را به شما داد.
event-not-yet-title = این سوال‌ها هنوز باز نیست
event-not-yet-text = به تاریخ { $date } باز می‌شود. لطفاً آن وقت دوباره بیایید.
event-not-yet-text-no-date = لطفاً از یک کلان‌سال بپرسید که چه وقت باز می‌شود.
event-closed-title = این سوال‌ها بسته شده است
event-closed-text = تشکر. ما دیگر جواب نمی‌گیریم. هنوز هم می‌توانید با کسی گپ بزنید.
event-closed-text-12-15 = تشکر. وقت آن ختم شده است و ما دیگر جواب نمی‌گیریم. هنوز هم می‌توانید با کسی گپ بزنید.

## When something goes wrong

not-understood = یکی از جواب‌های شما را خوانده نتوانستیم. لطفاً آن را دوباره ببینید. جواب‌های دیگر شما هنوز این‌جاست.
not-understood-12-15 = یک جواب است که آن را خوانده نتوانستیم. لطفاً جوابی را ببینید که نشانی کرده‌ایم. جواب‌های دیگر شما هنوز این‌جاست.
not-understood-here = لطفاً این‌جا دوباره انتخاب کنید.
words-changed = بعضی سوال‌ها حالا جواب‌های دیگر دارند. لطفاً دوباره به آن‌ها جواب بدهید.
words-changed-here = این سوال حالا جواب‌های دیگر دارد. لطفاً دوباره انتخاب کنید.
too-big = این برای ما بیش از حد زیاد بود. گناه ماست. لطفاً به یک کلان‌سال در این‌جا بگویید.
already-sent = این جواب‌ها پیشتر فرستاده شده است. لازم نیست که دوباره بفرستید.
sent-differently = این جواب‌ها پیشتر فرستاده شده و بعد تغییر داده شده است. جواب‌های اول را نگه می‌داریم.
something-wrong-title = یک مشکل پیدا شد
something-wrong-text = گناه شما نیست. لطفاً بعد از یک دقیقه دوباره کوشش کنید، یا به یک کلان‌سال در این‌جا بگویید.
