"""The ledger as a whole 台账管理, told: settings, policies, proof, what was taken back, files in and out."""
