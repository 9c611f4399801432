-- Nobody asks for the trials of one contact point: an index less to write.
DROP INDEX reach_trial_contact;
