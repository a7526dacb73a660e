package io.waybill.sandbox.chaos;

import io.waybill.sandbox.chaos.Loader.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run as its faults see it: the loader in charge, the servers, and what is to be healed later. For the run's thread.
 */
final class Scene implements AutoCloseable {
    private static final int KILLED = 137;
    private static final int TEMPORARY = 75;
    private static final int FENCED = 6;

    private final ChaosSite site;
    private final Names names;
    private final Command command;
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final Healings healings = new Healings();
    private final Set<Integer> forgiven = new HashSet<>(Set.of(KILLED, TEMPORARY));
    private final List<Loader> all = new ArrayList<>();
    private final Set<Loader> zombies = new HashSet<>(); // replaced, and not to come back
    private final Set<Loader> doubles = new HashSet<>(); // started along with the one in charge
    private final Set<Loader> doomed = new HashSet<>();
    private final Set<Loader> killed = ConcurrentHashMap.newKeySet(); // added to by the lookout, too
    private List<String> nextFlags = List.of();
    private boolean nextTwice;
    private volatile @Nullable Loader inCharge; // read by the killing thread, too
    private Optional<Hold> nextHold = Optional.empty();

    /** What this run's things are called. */
    record Names(String job, String topic, String checkpointTopic) {
        static Names of(String run) {
            return new Names(run, run, run + "-checkpoints");
        }

        String transactionalId() {
            return "waybill." + job;
        }
    }

    Scene(ChaosSite site, Names names, Command command) {
        this.site = site;
        this.names = names;
        this.command = command;
    }

    ChaosSite site() {
        return site;
    }

    Names names() {
        return names;
    }

    /** SIGKILL to the loader in charge; a next one will be started. */
    void kill() {
        kill(loader());
    }

    private void kill(Loader loader) {
        killed.add(loader);
        loader.kill();
    }

    boolean wasKilled(Loader loader) {
        return killed.contains(loader);
    }

    /** Whether it was to be killed when something holds. */
    boolean isDoomed(Loader loader) {
        return doomed.contains(loader);
    }

    void signal(String name) {
        loader().signal(name);
    }

    /** A loader that ends with this exit code is followed by a next one. */
    void forgive(int exit) {
        forgiven.add(exit);
    }

    /** JVM flags of the next loader only. */
    void startNextWith(List<String> flags) {
        nextFlags = List.copyOf(flags);
    }

    /** In the place of the loader in charge, two are started at the same time once it has ended. */
    void startTwoNext() {
        nextTwice = true;
    }

    /** SIGSTOP now, SIGCONT after this time. */
    void pauseFor(Duration time) {
        Loader paused = loader();
        paused.pause();
        forgive(FENCED);
        later(time, paused::wake);
    }

    /** SIGSTOP; a next loader takes over; once that has opened its attempt, SIGCONT: the first one must notice. */
    void leaveAsZombie() {
        Loader zombie = loader();
        zombie.pause();
        zombies.add(zombie);
        startNext();
    }

    /** SIGKILL as soon as this holds, while the loader goes on; looked at every few milliseconds until it is in charge no more. */
    void killWhen(BooleanSupplier condition) {
        Loader victim = loader();
        doomed.add(victim);
        healings.when(() -> victim != inCharge || condition.getAsBoolean(), () -> kill(victim));
    }

    /** The broker that leads the destination. */
    int leader() {
        return new ClusterFacts(site.admin()).leader(names.topic());
    }

    /** The broker that coordinates the job's transactions. */
    int coordinator() {
        return new ClusterFacts(site.admin()).coordinator(names.transactionalId());
    }

    /** The broker that leads the controllers' quorum. */
    int controller() {
        return new ClusterFacts(site.admin()).controller();
    }

    /** Makes another replica the destination's leader. */
    void moveLeader() {
        new ClusterFacts(site.admin()).moveLeader(names.topic());
    }

    /** Heals something after this time, at the latest when the run is over. */
    void later(Duration time, Runnable healing) {
        healings.later(time, healing);
    }

    // what follows is for the run itself

    void startWith(Optional<Hold> hold) {
        nextHold = hold;
        startNext();
    }

    void startNext() {
        inCharge = start(nextHold);
        if (nextTwice) {
            nextTwice = false;
            forgive(FENCED);
            doubles.add(start(Optional.empty()));
        }
    }

    private Loader start(Optional<Hold> hold) {
        Loader started = Loader.start(all.size() + 1, command, hold, nextFlags, happenings::add);
        nextFlags = List.of();
        all.add(started);
        return started;
    }

    /** Where the loader in charge, or its successor, is to wait next. */
    void nextHold(Optional<Hold> hold) {
        nextHold = hold;
    }

    /** Lets a loader go on that waits, or is to when it wakes up. */
    void release(Loader held) {
        held.release(held == inCharge ? nextHold : Optional.empty());
    }

    Optional<Happening> await(Duration patience) throws InterruptedException {
        return Optional.ofNullable(happenings.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    boolean isInCharge(Loader loader) {
        return loader == inCharge;
    }

    /** Wakes the zombies, now that a newer attempt is open. */
    void wakeZombies() {
        zombies.stream().filter(Loader::isPaused).forEach(Loader::wake);
    }

    /** Whether it was right to end with this code; one that is no longer in charge must notice that. */
    boolean isForgiven(Loader ended, int exit) {
        return forgiven.contains(exit) || (exit == FENCED && ended != inCharge);
    }

    /** The loader in charge has ended; one that was started with it takes its place, else a new one is started. */
    void replace() {
        Optional<Loader> other = doubles.stream().findAny();
        if (other.isPresent()) {
            doubles.remove(other.get());
            inCharge = other.get();
        } else {
            startNext();
        }
    }

    /** One that was not in charge has ended. */
    void forget(Loader ended) {
        zombies.remove(ended);
        doubles.remove(ended);
    }

    boolean hasOthers() {
        return !zombies.isEmpty() || !doubles.isEmpty();
    }

    int loaders() {
        return all.size();
    }

    private Loader loader() {
        Loader loader = inCharge;
        if (loader == null) {
            throw new IllegalStateException("no loader was started");
        }
        return loader;
    }

    void heal() {
        healings.healNow();
    }

    @Override
    public void close() {
        all.forEach(Loader::close);
        healings.close();
    }
}
