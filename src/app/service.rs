//! A worker that owns the workspace: commands and questions go in, answers and fresh snapshots come out.
//!
//! # Why
//! A durable commit waits for the disk, and a frame must not. The window sends a command and paints on; what it shows
//! as saved is what came back. Jobs run on threads of their own and hand their ends back to the worker, so an answer
//! is saved while a report is being written.

use super::camera::{Sight, Viewfinder};
use super::job::{Cancel, Done, Finish, Job, JobKind, Progress, Step};
use super::verb::tidy;
use super::view::{FindingListView, InspectionListView, InspectionView, SupplierListView, WorkspaceView};
use super::{App, AppError, Changes, Command};
use crate::domain::{Detail, FindingQuery, InspectionId, ListQuery, Rendition};
use crate::evidence::{Cameras, ContentStore, RgbaPicture};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Names a command that was sent, so that its end can be told from others'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// What the screens want to be kept fresh.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Watch {
    /// A page of the list of inspections.
    pub inspections: Option<ListQuery>,
    /// The suppliers that a search finds.
    pub suppliers: Option<String>,
    /// One inspection.
    pub inspection: Option<InspectionId>,
    /// A page of the findings of all inspections.
    pub findings: Option<FindingQuery>,
}

/// What comes out.
pub enum Event {
    /// A command came to its end. Snapshots that it made stale follow at once.
    Done(Ticket, Result<Changes, AppError>),
    /// Part of a job was saved; the job goes on.
    Part(Ticket, Changes),
    /// A job is so far.
    Progress(Ticket, JobKind, Step),
    /// A fresh snapshot.
    Workspace(Arc<WorkspaceView>),
    /// A fresh snapshot.
    Inspections(Arc<InspectionListView>),
    /// A fresh snapshot.
    Suppliers(Arc<SupplierListView>),
    /// A fresh snapshot.
    Inspection(Arc<InspectionView>),
    /// A fresh snapshot.
    Findings(Arc<FindingListView>),
    /// A snapshot could not be made.
    Failed(AppError),
    /// A picture for the screen, or why there is none.
    Picture(Rendition, Detail, Result<RgbaPicture, AppError>),
}

enum Request {
    Run(Ticket, Command),
    Watch(Watch),
    Part(Ticket, Finish),
    JobEnded(Ticket, Result<(), AppError>),
    Close,
}

/// Wakes whoever reads the events.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// The handle of the worker.
pub struct Service {
    requests: Sender<Request>,
    events: Receiver<Event>,
    outlet: Outlet,
    cancels: Arc<Mutex<HashMap<Ticket, Cancel>>>,
    pictures: Sender<(Rendition, Detail)>,
    cameras: Arc<dyn Cameras>,
    viewfinder: Option<Viewfinder>,
    next_ticket: u64,
    busy: Arc<AtomicUsize>,
    worker: Option<JoinHandle<Result<(), AppError>>>,
}

/// Sends events and wakes the reader; the two cannot be forgotten apart.
#[derive(Clone)]
struct Outlet {
    events: Sender<Event>,
    wake: Wake,
}

impl Outlet {
    fn send(&self, event: Event) {
        // Nobody reads any more once the window is gone; the work itself is durable without a reader.
        if self.events.send(event).is_ok() {
            (self.wake)();
        }
    }
}

impl Service {
    /// Starts the worker on an open workspace.
    #[must_use]
    pub fn start(app: App, wake: Wake) -> Self {
        let (requests, inbox) = channel();
        let (events_in, events) = channel();
        let outlet = Outlet { events: events_in, wake };
        let cancels = Arc::new(Mutex::new(HashMap::new()));
        let busy = Arc::new(AtomicUsize::new(0));
        let pictures = start_picture_threads(app.photos(), &outlet, &busy);
        let cameras = app.cameras();
        let worker = Worker {
            app,
            watch: Watch::default(),
            outlet: outlet.clone(),
            requests: requests.clone(),
            cancels: Arc::clone(&cancels),
            busy: Arc::clone(&busy),
        };
        let worker = Some(thread::spawn(move || worker.work(&inbox)));
        Self { requests, events, outlet, cancels, pictures, cameras, viewfinder: None, next_ticket: 1, busy, worker }
    }

    /// Sends a command; its end comes back as [`Event::Done`] with this ticket.
    pub fn run(&mut self, command: Command) -> Ticket {
        let ticket = Ticket(self.next_ticket);
        self.next_ticket += 1;
        self.send(Request::Run(ticket, command));
        ticket
    }

    /// Says what is to be kept fresh from now on; a snapshot of each comes back.
    pub fn watch(&self, watch: Watch) {
        self.send(Request::Watch(watch));
    }

    /// Asks a job to stop where it leaves nothing half done.
    pub fn cancel(&self, ticket: Ticket) {
        if let Ok(cancels) = self.cancels.lock()
            && let Some(cancel) = cancels.get(&ticket)
        {
            cancel.cancel();
        }
    }

    /// Asks for a picture, or a part of its original.
    pub fn picture(&self, rendition: Rendition, detail: Detail) {
        self.busy.fetch_add(1, Ordering::SeqCst);
        if self.pictures.send((rendition, detail)).is_err() {
            self.busy.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Looks through a camera, the one with this name or the first; what it sees comes back by [`Service::sight`].
    pub fn look_through(&mut self, name: Option<String>) {
        let (cameras, wake) = (Arc::clone(&self.cameras), Arc::clone(&self.outlet.wake));
        self.viewfinder = Some(Viewfinder::open(cameras, name, wake, self.viewfinder.take()));
    }

    /// Puts the camera away.
    pub fn put_camera_away(&self) {
        if let Some(viewfinder) = &self.viewfinder {
            viewfinder.stop();
        }
    }

    /// What the camera saw or what became of it since the last call.
    #[must_use]
    pub fn sight(&self) -> Option<Sight> {
        self.viewfinder.as_ref()?.sight()
    }

    /// The next event that has come, without waiting.
    #[must_use]
    pub fn next_event(&self) -> Option<Event> {
        self.events.try_recv().ok()
    }

    /// Whether nothing is asked and nothing under way; events may still wait to be read.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.busy.load(Ordering::SeqCst) == 0
    }

    /// Waits until [`Service::is_idle`], at most as long as given; for tests and for closing the window.
    #[must_use]
    pub fn wait_idle(&self, at_most: Duration) -> bool {
        let mut waited = Duration::ZERO;
        let nap = Duration::from_millis(1);
        while !self.is_idle() && waited < at_most {
            thread::sleep(nap);
            waited += nap;
        }
        self.is_idle()
    }

    /// Finishes what was asked, signs the log's head, and closes the workspace.
    ///
    /// # Errors
    /// When the last checkpoint cannot be written; all that was saved before is safe.
    pub fn close(mut self) -> Result<(), AppError> {
        self.send(Request::Close);
        match self.worker.take().map(JoinHandle::join) {
            Some(Ok(outcome)) => outcome,
            // The worker's panic was reported when it happened.
            Some(Err(_)) | None => Ok(()),
        }
    }

    fn send(&self, request: Request) {
        self.busy.fetch_add(1, Ordering::SeqCst);
        if self.requests.send(request).is_err() {
            self.busy.fetch_sub(1, Ordering::SeqCst);
            self.outlet.send(Event::Failed(AppError::Cancelled));
        }
    }
}

struct Worker {
    app: App,
    watch: Watch,
    outlet: Outlet,
    requests: Sender<Request>,
    cancels: Arc<Mutex<HashMap<Ticket, Cancel>>>,
    busy: Arc<AtomicUsize>,
}

impl Worker {
    fn work(mut self, inbox: &Receiver<Request>) -> Result<(), AppError> {
        self.refresh_all();
        self.tidy_up();
        while let Ok(request) = inbox.recv() {
            match request {
                Request::Run(ticket, command) => self.run(ticket, command),
                Request::Watch(watch) => {
                    self.watch = watch;
                    self.refresh_all();
                }
                Request::Part(ticket, finish) => match finish(&mut self.app) {
                    Ok(changes) => {
                        self.refresh(&changes);
                        self.outlet.send(Event::Part(ticket, changes));
                    }
                    Err(error) => self.outlet.send(Event::Failed(error)),
                },
                Request::JobEnded(ticket, outcome) => {
                    if let Ok(mut cancels) = self.cancels.lock() {
                        cancels.remove(&ticket);
                    }
                    self.outlet.send(Event::Done(ticket, outcome.map(|()| Changes::default())));
                }
                Request::Close => {
                    self.busy.fetch_sub(1, Ordering::SeqCst);
                    return self.app.close();
                }
            }
            self.busy.fetch_sub(1, Ordering::SeqCst);
        }
        self.app.close()
    }

    fn run(&mut self, ticket: Ticket, command: Command) {
        match self.app.run(command) {
            Ok(Done::Now(changes)) => {
                self.refresh(&changes);
                self.outlet.send(Event::Done(ticket, Ok(changes)));
            }
            Ok(Done::Later(job)) => self.start(ticket, job),
            Err(error) => self.outlet.send(Event::Done(ticket, Err(error))),
        }
    }

    fn start(&self, ticket: Ticket, job: Job) {
        let cancel = Cancel::default();
        if let Ok(mut cancels) = self.cancels.lock() {
            cancels.insert(ticket, cancel.clone());
        }
        let mut watcher = Watcher { ticket, kind: job.kind, cancel, outlet: self.outlet.clone() };
        let (requests, busy) = (self.requests.clone(), Arc::clone(&self.busy));
        busy.fetch_add(1, Ordering::SeqCst);
        thread::spawn(move || {
            let hand_over = |request| {
                busy.fetch_add(1, Ordering::SeqCst);
                if requests.send(request).is_err() {
                    busy.fetch_sub(1, Ordering::SeqCst);
                }
            };
            let outcome = (job.work)(&mut watcher, &mut |finish| hand_over(Request::Part(ticket, finish)));
            hand_over(Request::JobEnded(ticket, outcome));
            busy.fetch_sub(1, Ordering::SeqCst);
        });
    }

    /// Takes out of the cache what nothing shows any more, beside the work.
    fn tidy_up(&self) {
        let Ok(work) = tidy::cache(&self.app) else { return };
        let busy = Arc::clone(&self.busy);
        busy.fetch_add(1, Ordering::SeqCst);
        thread::spawn(move || {
            // What cannot be deleted now is tried again when the workspace is opened the next time.
            let _ = work();
            busy.fetch_sub(1, Ordering::SeqCst);
        });
    }

    fn refresh_all(&mut self) {
        let all = Changes { workspace: true, suppliers: true, inspection: self.watch.inspection, ..Changes::default() };
        self.refresh(&all);
        if self.watch.inspection.is_none() {
            self.refresh_lists();
        }
    }

    /// Sends the watched snapshots that `changes` made stale.
    fn refresh(&mut self, changes: &Changes) {
        if changes.workspace {
            self.show(|app| app.workspace_view().map(|view| Event::Workspace(Arc::new(view))));
        }
        if let Some(search) = self.watch.suppliers.clone().filter(|_| changes.suppliers) {
            self.show(|app| app.supplier_list(&search).map(|view| Event::Suppliers(Arc::new(view))));
        }
        if let Some(id) = self.watch.inspection.filter(|id| changes.inspection == Some(*id)) {
            self.show(|app| app.inspection_view(id).map(|view| Event::Inspection(Arc::new(view))));
        }
        if changes.inspection.is_some() {
            self.refresh_lists();
        }
    }

    fn refresh_lists(&mut self) {
        if let Some(query) = self.watch.inspections.clone() {
            self.show(|app| app.inspection_list(&query).map(|view| Event::Inspections(Arc::new(view))));
        }
        if let Some(query) = self.watch.findings.clone() {
            self.show(|app| app.finding_list(&query).map(|view| Event::Findings(Arc::new(view))));
        }
    }

    fn show(&mut self, make: impl FnOnce(&mut App) -> Result<Event, AppError>) {
        let event = make(&mut self.app).unwrap_or_else(Event::Failed);
        self.outlet.send(event);
    }
}

/// Passes steps on, and the wish to stop back.
struct Watcher {
    ticket: Ticket,
    kind: JobKind,
    cancel: Cancel,
    outlet: Outlet,
}

impl Progress for Watcher {
    fn step(&mut self, step: Step) -> ControlFlow<()> {
        self.outlet.send(Event::Progress(self.ticket, self.kind, step));
        if self.cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Two threads that decode pictures for the screen.
fn start_picture_threads(
    photos: Arc<ContentStore>,
    outlet: &Outlet,
    busy: &Arc<AtomicUsize>,
) -> Sender<(Rendition, Detail)> {
    let (wanted, inbox) = channel::<(Rendition, Detail)>();
    let inbox = Arc::new(Mutex::new(inbox));
    for _ in 0..2 {
        let (inbox, photos) = (Arc::clone(&inbox), Arc::clone(&photos));
        let (outlet, busy) = (outlet.clone(), Arc::clone(busy));
        thread::spawn(move || {
            loop {
                let next = match inbox.lock() {
                    Ok(inbox) => inbox.recv(),
                    Err(_) => return,
                };
                let Ok((rendition, detail)) = next else { return };
                let picture = match detail {
                    Detail::Within(longest_px) => photos.drawn_rgba(&rendition, longest_px),
                    Detail::Part(part) => photos.part_rgba(&rendition.digest, part),
                };
                outlet.send(Event::Picture(rendition, detail, picture.map_err(AppError::from)));
                busy.fetch_sub(1, Ordering::SeqCst);
            }
        });
    }
    wanted
}
