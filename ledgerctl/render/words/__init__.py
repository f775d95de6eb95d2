"""Words 文字: what every text is made of: wording, the neutral document, the JSON contract, receipts, errors."""
