package io.waybill.model;

import io.waybill.model.Entry.Data;
import io.waybill.model.Entry.Partition;

/**
 * A request under way. It may arrive late, more than once, out of order, after its sender's death, or never. Answers are no
 * messages: what the server has done is there for the sender to see, and one that dies before it looks has lost the answer.
 */
sealed interface Message {
    /** Whether nobody will ever do anything about it any more; to forget it then changes no outcome. */
    boolean isSpent(Cluster cluster);

    /** {@code InitProducerId}, until it is answered. */
    record Claim(int attempt) implements Message {
        @Override
        public boolean isSpent(Cluster cluster) {
            return false;
        }
    }

    /** {@code Produce} of one record. */
    record Produce(Partition partition, Data data) implements Message {
        @Override
        public boolean isSpent(Cluster cluster) {
            Coordinator coordinator = cluster.coordinator();
            Log log = cluster.log(partition);
            boolean tooLate = coordinator.epoch() > data.epoch() && !coordinator.holds(partition, data.epoch());
            return tooLate || log.epoch() > data.epoch() || log.isAnswered(data);
        }
    }

    /** {@code EndTxn}. */
    record End(int attempt, int epoch, boolean commit) implements Message {
        @Override
        public boolean isSpent(Cluster cluster) {
            return cluster.coordinator().epoch() > epoch;
        }
    }
}
