//! A tab: what a person does in it, and what can be asked of it.

use chromiumoxide::Command;
use chromiumoxide::cdp::browser_protocol::browser::BrowserContextId;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams, SetEmulatedVisionDeficiencyParams,
    SetEmulatedVisionDeficiencyType, SetFocusEmulationEnabledParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType, InsertTextParams, MouseButton,
    SetInterceptDragsParams,
};
use chromiumoxide::cdp::browser_protocol::network::{
    BlockPattern, EnableParams, EventLoadingFinished, EventRequestWillBeSent, SetBlockedUrLsParams,
};
use chromiumoxide::cdp::browser_protocol::page::{
    CaptureScreenshotParams, GetNavigationHistoryParams, NavigateToHistoryEntryParams, Viewport,
};
use chromiumoxide::cdp::browser_protocol::target::{GetTargetInfoParams, SetAutoAttachParams};
use chromiumoxide::layout::Point;
use chromiumoxide::page::Page;
use futures_util::StreamExt;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What measures, put into a page before it is asked.
const PROBES: [&str; 8] = [
    include_str!("../vendor/axe.min.js"),
    include_str!("probes/common.js"),
    include_str!("probes/size.js"),
    include_str!("probes/look.js"),
    include_str!("probes/keys.js"),
    include_str!("probes/audit.js"),
    include_str!("probes/sound.js"),
    include_str!("probes/traces.js"),
];
/// The longest that anything is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A place on the screen.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Place {
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A request that left a tab.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) url: String,
    /// Its body, in base 64; none if it had none.
    pub(crate) body: Option<String>,
}

/// A tab.
pub(crate) struct Tab {
    page: Page,
    js: bool,
}

impl Tab {
    pub(crate) async fn new(page: Page, js: bool) -> Self {
        if !js {
            page.execute(SetScriptExecutionDisabledParams::new(true)).await.expect("scripts off");
        }
        // Several tabs are driven at once, and each is to behave as if it were the one in front.
        // The library would hold every service worker back until a debugger lets it go, and never does.
        page.execute(SetAutoAttachParams::new(false, false)).await.expect("workers run");
        page.execute(SetFocusEmulationEnabledParams::new(true)).await.expect("focus");
        let tab = Self { page, js };
        tab.tablet().await;
        tab
    }

    /// Whose cookies and store it has.
    pub(crate) async fn context(&self) -> BrowserContextId {
        let params = GetTargetInfoParams::builder().target_id(self.page.target_id().clone()).build();
        self.page.execute(params).await.expect("a target").result.target_info.browser_context_id.expect("a context")
    }

    pub(crate) async fn size(&self, width: i64, height: i64) {
        self.page.execute(SetDeviceMetricsOverrideParams::new(width, height, 1.0, false)).await.expect("a size");
    }

    pub(crate) async fn tablet(&self) {
        self.size(1080, 810).await;
    }

    pub(crate) async fn narrow(&self, width: i64) {
        self.size(width, 700).await;
    }

    pub(crate) async fn close(self) {
        // The answer may be lost with the tab.
        let _closed = self.page.close().await;
    }

    pub(crate) async fn go(&self, url: &str) {
        self.page.goto(url).await.unwrap_or_else(|e| panic!("{url}: {e}"));
        self.until("document.readyState === 'complete'").await;
    }

    /// What an expression gives; a promise is waited for.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, script: &str) -> T {
        self.page.evaluate_expression(script).await.and_then(|v| Ok(v.into_value()?)).unwrap_or_else(|e| {
            // A script may carry a picture.
            let script: String = script.chars().take(300).collect();
            panic!("{script}: {e}")
        })
    }

    /// Does something in the page.
    pub(crate) async fn run(&self, script: &str) {
        let _done: bool = self.ask(&format!("{{ {script}; true }}")).await;
    }

    /// Waits until a script says true.
    pub(crate) async fn until(&self, script: &str) {
        assert!(self.soon(script, PATIENCE).await, "waited for {script} at {}: {}", self.address().await, self.text().await);
    }

    /// Whether a script says true within a time.
    pub(crate) async fn soon(&self, script: &str, patience: Duration) -> bool {
        let begun = Instant::now();
        loop {
            let there = self.page.evaluate_expression(script).await.ok().and_then(|v| v.into_value::<bool>().ok());
            if there == Some(true) {
                return true;
            }
            if begun.elapsed() >= patience {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The middle of an element, scrolled into view.
    async fn middle(&self, selector: &str) -> Point {
        let script = format!(
            "(e => {{ e.scrollIntoView({{ block: 'center', behavior: 'instant' }}); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] }})(document.querySelector({selector:?}))"
        );
        let (x, y): (f64, f64) = self.ask(&script).await;
        Point::new(x, y)
    }

    /// Clicks with the mouse, as a person does.
    pub(crate) async fn click(&self, selector: &str) {
        // By its place on the screen: the library's own way waits for a script, which never comes
        // where scripts are off.
        let point = self.middle(selector).await;
        self.page.click(point).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
    }

    pub(crate) async fn click_at(&self, x: f64, y: f64) {
        self.page.click(Point::new(x, y)).await.expect("clicks");
    }

    async fn mouse(&self, what: DispatchMouseEventType, x: f64, y: f64) {
        let event = DispatchMouseEventParams::builder().r#type(what).x(x).y(y).button(MouseButton::Left).click_count(1);
        self.page.execute(event.build().expect("an event")).await.expect("the mouse");
    }

    /// Presses at one place, and gives `held` what the page says of itself then; lets go at another.
    pub(crate) async fn press_and_leave<T: DeserializeOwned>(&self, from: (f64, f64), to: (f64, f64), held: &str) -> T {
        // A link would be dragged along for good.
        self.page.execute(SetInterceptDragsParams::new(true)).await.expect("no dragging");
        self.page.move_mouse(Point::new(from.0, from.1)).await.expect("the mouse");
        self.mouse(DispatchMouseEventType::MousePressed, from.0, from.1).await;
        let told = self.ask(held).await;
        self.page.move_mouse(Point::new(to.0, to.1)).await.expect("the mouse");
        self.mouse(DispatchMouseEventType::MouseReleased, to.0, to.1).await;
        told
    }

    /// Clicks what leads to another page, and waits for it.
    pub(crate) async fn click_away(&self, selector: &str) {
        self.leave_by().await;
        self.click(selector).await;
        self.arrive().await;
    }

    /// Marks the page, so that it is seen when another has come in its place.
    pub(crate) async fn leave_by(&self) {
        self.run("document.documentElement.setAttribute('data-left', 'yes')").await;
    }

    /// Waits until another page has come.
    pub(crate) async fn arrive(&self) {
        self.until("!document.documentElement.hasAttribute('data-left') && document.readyState === 'complete'").await;
    }

    /// Presses a key: Tab, Shift+Tab, Enter, Space or Escape.
    pub(crate) async fn key(&self, name: &str) {
        let (key, code, number, text) = match name.trim_start_matches("Shift+") {
            "Tab" => ("Tab", "Tab", 9, None),
            "Enter" => ("Enter", "Enter", 13, Some("\r")),
            "Space" => (" ", "Space", 32, Some(" ")),
            "Escape" => ("Escape", "Escape", 27, None),
            other => panic!("the key {other} is not known here"),
        };
        let shift = i64::from(name.starts_with("Shift+")) * 8;
        let event = DispatchKeyEventParams::builder()
            .key(key)
            .code(code)
            .windows_virtual_key_code(number)
            .native_virtual_key_code(number)
            .modifiers(shift);
        let down = match text {
            Some(text) => event.clone().text(text).r#type(DispatchKeyEventType::KeyDown),
            None => event.clone().r#type(DispatchKeyEventType::RawKeyDown),
        };
        self.page.execute(down.build().expect("a key")).await.expect("down");
        self.page.execute(event.r#type(DispatchKeyEventType::KeyUp).build().expect("a key")).await.expect("up");
    }

    /// Presses Tab until a script says true; fails after so many stops.
    pub(crate) async fn tab_to(&self, there: &str, most: usize) {
        for _ in 0..most {
            self.key("Tab").await;
            if self.ask::<bool>(there).await {
                return;
            }
        }
        panic!("{most} stops, and never {there} at {}", self.address().await);
    }

    /// Replaces the text of a field.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        self.run(&format!("(f => {{ f.focus(); f.select() }})(document.querySelector({selector:?}))")).await;
        self.page.execute(InsertTextParams::new(text)).await.expect("types");
    }

    pub(crate) async fn text(&self) -> String {
        self.ask("document.body.innerText").await
    }

    pub(crate) async fn inner(&self, selector: &str) -> String {
        self.ask(&format!("document.querySelector({selector:?}).innerText")).await
    }

    pub(crate) async fn address(&self) -> String {
        self.ask("location.href").await
    }

    /// The tab's cookies, as a header.
    pub(crate) async fn cookie(&self) -> String {
        let cookies = self.page.get_cookies().await.expect("cookies");
        cookies.iter().map(|c| format!("{}={}", c.name, c.value)).collect::<Vec<_>>().join("; ")
    }

    /// Whether nothing scrolls sideways.
    pub(crate) async fn fits(&self) -> bool {
        self.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth").await
    }

    /// Whether an element is on the screen as a whole, without scrolling.
    pub(crate) async fn whole(&self, selector: &str) -> bool {
        self.ask(&format!(
            "(r => r.width > 0 && r.top >= 0 && r.bottom <= innerHeight && r.right <= innerWidth)(document.querySelector({selector:?}).getBoundingClientRect())"
        ))
        .await
    }

    /// Puts what measures into the page, unless it is there already.
    pub(crate) async fn probes(&self) {
        if self.ask::<bool>("typeof globalThis.rows === 'undefined'").await {
            for probe in PROBES {
                self.page.evaluate_expression(probe).await.expect("a probe loads");
            }
        }
    }

    /// What probes find wrong.
    pub(crate) async fn found(&self, probes: &[&str]) -> Vec<String> {
        self.probes().await;
        self.ask(&format!("{probes:?}.flatMap(name => globalThis.rows[name]())")).await
    }

    /// Fails on any violation that axe-core finds (WCAG 2.2 A and AA, its best practices, contrast of AAA
    /// on the child's pages).
    pub(crate) async fn axe(&self, page: &str) {
        if !self.js {
            return;
        }
        self.probes().await;
        let found: Vec<String> = self.ask("globalThis.rows.audit()").await;
        assert!(found.is_empty(), "{page}: {}", found.join("\n"));
    }

    /// A picture of a part of the screen, or of the whole page, in base 64.
    pub(crate) async fn picture(&self, part: Option<&Place>) -> String {
        let (x, y, width, height, beyond): (f64, f64, f64, f64, bool) = match part {
            Some(Place { x, y, width, height, .. }) => {
                let (across, down): (f64, f64) = self.ask("[scrollX, scrollY]").await;
                (x + across, y + down, *width, *height, false)
            }
            None => {
                let whole = "(d => { const h = globalThis.rows.panel() ? innerHeight : Math.max(innerHeight, d.scrollHeight); return [0, 0, d.clientWidth, h, h > innerHeight] })(document.documentElement)";
                self.ask(whole).await
            }
        };
        let clip = Viewport { x, y, width, height, scale: 1.0 };
        let params = CaptureScreenshotParams::builder().clip(clip).capture_beyond_viewport(beyond).build();
        self.page.execute(params).await.expect("a picture").result.data.into()
    }

    /// Sets media features, such as `forced-colors`.
    pub(crate) async fn media(&self, features: &[(&str, &str)]) {
        let features: Vec<MediaFeature> = features.iter().map(|(name, value)| MediaFeature::new(*name, *value)).collect();
        self.page.execute(SetEmulatedMediaParams::builder().features(features).build()).await.expect("media features");
    }

    /// Takes all colour away, or gives it back.
    pub(crate) async fn grey(&self, on: bool) {
        let kind = if on { SetEmulatedVisionDeficiencyType::Achromatopsia } else { SetEmulatedVisionDeficiencyType::None };
        self.page.execute(SetEmulatedVisionDeficiencyParams::new(kind)).await.expect("grey");
    }

    /// A script that runs before those of every page to come.
    pub(crate) async fn before_scripts(&self, script: &str) {
        self.page.evaluate_on_new_document(script).await.expect("a script");
    }

    /// Keeps requests to addresses of a pattern from being answered.
    pub(crate) async fn block(&self, pattern: &str) {
        self.page.execute(EnableParams::default()).await.expect("the network is watched");
        self.page.execute(SetBlockedUrLsParams::builder().url_pattern(BlockPattern::new(pattern, true)).build()).await.expect("blocks");
    }

    /// Does what only DevTools can.
    pub(crate) async fn tell<T: Command>(&self, command: T) {
        self.page.execute(command).await.expect("DevTools do it");
    }

    /// Presses the browser's own *Back*.
    pub(crate) async fn back(&self) {
        let history = self.page.execute(GetNavigationHistoryParams::default()).await.expect("a history");
        let at = usize::try_from(history.current_index).expect("a place");
        let before = history.entries.get(at.wrapping_sub(1)).expect("a page before");
        self.tell(NavigateToHistoryEntryParams::new(before.id)).await;
    }

    /// Writes down every request from now on.
    pub(crate) async fn listen_in(&self) -> Arc<Mutex<Vec<Sent>>> {
        self.page.execute(EnableParams::builder().max_post_data_size(1 << 20).build()).await.expect("the network is watched");
        let mut events = self.page.event_listener::<EventRequestWillBeSent>().await.expect("listens");
        let log: Arc<Mutex<Vec<Sent>>> = Arc::default();
        let told = Arc::clone(&log);
        tokio::spawn(async move {
            while let Some(event) = events.next().await {
                let request = &event.request;
                let bytes = request.post_data_entries.iter().flatten().filter_map(|entry| entry.bytes.clone());
                let body = bytes.map(String::from).reduce(|all, more| all + &more);
                let sent = Sent { method: request.method.clone(), url: request.url.clone(), body };
                told.lock().expect("a log").push(sent);
            }
        });
        log
    }

    /// Requests and bytes over the wire for a page, until nothing has moved for half a second.
    pub(crate) async fn weigh(&self, url: &str) -> (usize, f64) {
        self.page.execute(EnableParams::default()).await.expect("the network is watched");
        let mut sent = self.page.event_listener::<EventRequestWillBeSent>().await.expect("listens");
        let mut done = self.page.event_listener::<EventLoadingFinished>().await.expect("listens");
        self.page.goto(url).await.expect("a page");
        let (mut requests, mut bytes) = (0, 0.0);
        loop {
            let quiet = tokio::time::sleep(Duration::from_millis(500));
            tokio::select! {
                event = sent.next() => {
                    // The address of an icon that is no request.
                    if event.is_some_and(|e| !e.request.url.starts_with("data:")) { requests += 1; }
                }
                event = done.next() => bytes += event.map_or(0.0, |e| e.encoded_data_length),
                () = quiet => return (requests, bytes),
            }
        }
    }
}
